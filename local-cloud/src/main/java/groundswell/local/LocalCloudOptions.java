package groundswell.local;

import groundswell.local.calls.CallInterceptor;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// How to run a template.
///
/// @param parameters values for the template's parameters, over their defaults
/// @param dataDirectory where objects are, and everything else that is kept
/// @param keepsData whether tables, objects, queues and inboxes survive the end of the local cloud,
///     even a crash, and are restored when it starts
/// @param port of the HTTP server, 0 for any free one
/// @param interceptor intercepts every AWS call that functions make
/// @param scheduler time and threads; closed with the local cloud
/// @param seed of all randomness
/// @param longPoll how long queue pollers wait for a message before they ask again
/// @param streamPoll the pause between two reads of a stream while records keep coming
/// @param queues changes the template's queues, for tests that cannot wait as long as AWS demands
public record LocalCloudOptions(
    Path template,
    Map<String, String> parameters,
    Path dataDirectory,
    boolean keepsData,
    int port,
    CallInterceptor interceptor,
    Scheduler scheduler,
    long seed,
    Duration longPoll,
    Duration streamPoll,
    UnaryOperator<Queue> queues) {

  /// Lambda waits as long:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>.
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /// Lambda reads each shard four times a second
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>).
  private static final Duration STREAM_POLL = Duration.ofMillis(250);

  public LocalCloudOptions {
    parameters = Map.copyOf(parameters);
  }

  /// The template with its defaults, on a free port, in real time, keeping nothing.
  public static LocalCloudOptions of(Path template, Path dataDirectory) {
    return new LocalCloudOptions(
        template,
        Map.of(),
        dataDirectory,
        false,
        0,
        CallInterceptor.none(),
        new RealTimeScheduler(),
        RandomGenerator.getDefault().nextLong(),
        LONG_POLL,
        STREAM_POLL,
        UnaryOperator.identity());
  }

  /// Sets some of the template's parameters; those that were set before stay.
  public LocalCloudOptions withParameters(Map<String, String> values) {
    var all = new HashMap<>(parameters);
    all.putAll(values);
    return new LocalCloudOptions(
        template,
        all,
        dataDirectory,
        keepsData,
        port,
        interceptor,
        scheduler,
        seed,
        longPoll,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withKeptData() {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        true,
        port,
        interceptor,
        scheduler,
        seed,
        longPoll,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withPort(int value) {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        keepsData,
        value,
        interceptor,
        scheduler,
        seed,
        longPoll,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withInterceptor(CallInterceptor value) {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        keepsData,
        port,
        value,
        scheduler,
        seed,
        longPoll,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withSeed(long value) {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        keepsData,
        port,
        interceptor,
        scheduler,
        value,
        longPoll,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withLongPoll(Duration value) {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        keepsData,
        port,
        interceptor,
        scheduler,
        seed,
        value,
        streamPoll,
        queues);
  }

  public LocalCloudOptions withQueues(UnaryOperator<Queue> value) {
    return new LocalCloudOptions(
        template,
        parameters,
        dataDirectory,
        keepsData,
        port,
        interceptor,
        scheduler,
        seed,
        longPoll,
        streamPoll,
        value);
  }
}
