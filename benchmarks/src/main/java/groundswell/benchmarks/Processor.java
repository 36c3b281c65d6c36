package groundswell.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/// Where the processor's time goes: samples of all running threads, by the function on their stack,
/// and by the owner of the topmost code.
///
/// A sample stands for the time between two. Processor time beyond the samples is the JVM's own
/// work: its compiler and its garbage collector. Ten samples a second cost less than one hundredth
/// of what they measure; a hundred cost a tenth, because each stops a thread.
final class Processor implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final String ELSEWHERE = "elsewhere";

  /// Packages of functions, by the prefix of their classes' names.
  private static final Map<String, String> FUNCTIONS =
      ordered(
          "groundswell.api.", "api",
          "groundswell.operatorapi.", "operator-api",
          "groundswell.uploadpartitioner.", "upload-partitioner",
          "groundswell.activityloader.", "activity-loader",
          "groundswell.usersstreampublisher.", "users-stream-publisher",
          "groundswell.programsstreampublisher.", "programs-stream-publisher",
          "groundswell.progresscalculator.", "progress-calculator",
          "groundswell.leaderboardbuilder.", "leaderboard-builder",
          "groundswell.rewardgranter.", "reward-granter",
          "groundswell.notifier.", "notifier",
          "groundswell.eraser.", "eraser",
          "groundswell.failurerecorder.", "failure-recorder",
          "groundswell.dlqreplayer.", "dlq-replayer");

  /// Owners of code, by the prefix of the class's name; the topmost class with an owner decides.
  private static final Map<String, String> OWNERS =
      ordered(
          "groundswell.dynamodb.", "tables",
          "org.h2.", "tables",
          "groundswell.local.", "local cloud",
          "org.elasticmq.", "queues",
          "org.apache.pekko.", "queues",
          "scala.", "queues",
          "software.amazon.awssdk.", "AWS SDK",
          "com.fasterxml.jackson.", "JSON",
          "groundswell.", "functions and domain");

  private final RecordingStream recording = new RecordingStream();
  private final Map<String, Long> byFunction = new ConcurrentHashMap<>();
  private final Map<String, Long> byOwner = new ConcurrentHashMap<>();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long startNanos;

  Processor() {
    recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
    recording.onEvent("jdk.ExecutionSample", this::add);
    recording.startAsync();
    startNanos = process.getProcessCpuTime();
  }

  private void add(RecordedEvent sample) {
    var stack = sample.getStackTrace();
    if (stack == null) return;
    var classes =
        stack.getFrames().stream().map(frame -> frame.getMethod().getType().getName()).toList();
    byFunction.merge(first(classes, FUNCTIONS), 1L, Long::sum);
    byOwner.merge(first(classes, OWNERS), 1L, Long::sum);
  }

  private static String first(List<String> classes, Map<String, String> names) {
    return classes.stream()
        .flatMap(
            type ->
                names.entrySet().stream()
                    .filter(each -> type.startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .limit(1))
        .findFirst()
        .orElse(ELSEWHERE);
  }

  /// Prints the seconds since the start, and stops sampling.
  void print(PrintStream out) {
    double total = seconds(process.getProcessCpuTime() - startNanos);
    recording.stop();
    double sampled = byOwner.values().stream().mapToLong(Long::longValue).sum() * seconds(PERIOD);
    out.printf("  processor seconds: %,.1f, of them %,.1f of the JVM%n", total, total - sampled);
    print(out, "by function on the stack", byFunction);
    print(out, "by owner of the code", byOwner);
  }

  private static void print(PrintStream out, String what, Map<String, Long> samples) {
    out.printf("    %s:%n", what);
    samples.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .forEach(
            each ->
                out.printf(
                    "      %-42s %,12.1f%n", each.getKey(), each.getValue() * seconds(PERIOD)));
  }

  private static double seconds(Duration duration) {
    return seconds(duration.toNanos());
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }

  private static Map<String, String> ordered(String... pairs) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
    return map;
  }

  @Override
  public void close() {
    recording.close();
  }
}
