package groundswell.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import groundswell.platform.json.JsonObject;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ReportingAnInvocation {
  private final Telemetry loader = telemetry("loader");
  private final Telemetry notifier = telemetry("notifier");

  @Test
  void inCloudWatchsEmbeddedMetricFormat() {
    var text =
        printed(() -> loader.record(Map.of("Messages", 3, "MessagesReturned", 0))).getFirst();

    var line = JsonObject.parse(text);
    assertThat(line.text("Service")).isEqualTo("loader");
    assertThat(text).contains("\"Messages\":3.0", "\"MessagesReturned\":0.0");
    var metadata = line.object("_aws");
    assertThat(Instant.ofEpochMilli(metadata.number("Timestamp")))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    var directive = metadata.objects("CloudWatchMetrics").getFirst();
    assertThat(directive.text("Namespace")).isEqualTo("Groundswell/tests");
    assertThat(directive.objects("Metrics"))
        .extracting(metric -> metric.text("Name"), metric -> metric.text("Unit"))
        .containsExactlyInAnyOrder(tuple("Messages", "Count"), tuple("MessagesReturned", "Count"));
    assertThat(text).contains("\"Dimensions\":[[\"Service\"]]");
  }

  @Test
  void countsEachInvocationAnew() {
    var lines =
        printed(
            () -> {
              loader.record(Map.of("Messages", 3));
              loader.record(Map.of("Entries", 2));
            });

    assertThat(lines.getLast()).contains("\"Entries\":2.0").doesNotContain("Messages");
  }

  @Test
  void namesItInWhatIsLogged() {
    var context = new TestContext();

    var first = loader.logged(context, MDC::getCopyOfContextMap);
    var second = loader.logged(context, MDC::getCopyOfContextMap);

    assertThat(first)
        .containsEntry("function_request_id", context.getAwsRequestId())
        .containsEntry("service", "loader")
        .containsEntry("cold_start", "true");
    assertThat(second).containsEntry("cold_start", "false");
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  /// As in the cloud of one JVM: one is invoked while the other runs.
  @Test
  void namesTwoFunctionsOfOneJvmApart() {
    var context = new TestContext();
    List<String> logged = new ArrayList<>();
    var lines =
        printed(
            () ->
                loader.logged(
                    context,
                    () -> {
                      inAnotherThread(() -> report(notifier, context, logged));
                      logged.add(MDC.get("service"));
                      loader.record(Map.of("Messages", 1));
                      return null;
                    }));

    assertThat(logged).containsExactly("notifier", "loader");
    assertThat(lines)
        .extracting(line -> JsonObject.parse(line).text("Service"))
        .containsExactly("notifier", "loader");
  }

  @Test
  void isPreparedBeforeTheSnapshotWithoutALine() {
    assertThat(printed(() -> loader.warmUp().beforeCheckpoint(Core.getGlobalContext()))).isEmpty();
  }

  private static void report(Telemetry function, TestContext context, List<String> logged) {
    function.logged(
        context,
        () -> {
          logged.add(MDC.get("service"));
          function.record(Map.of("Messages", 2));
          return null;
        });
  }

  private static void inAnotherThread(Runnable work) {
    try {
      Thread.ofVirtual().start(work).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Telemetry telemetry(String service) {
    return new Telemetry(
        TestEnvironment.of(
            TestClients.of(LocalDynamoDb.client()),
            Map.of(
                "POWERTOOLS_METRICS_NAMESPACE", "Groundswell/tests",
                "POWERTOOLS_SERVICE_NAME", service,
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")),
        ReportingAnInvocation.class);
  }

  /// The lines on standard output.
  private static List<String> printed(Runnable work) {
    var standard = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
