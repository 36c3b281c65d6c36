package groundswell.platform;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.json.JsonObject;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ReportingAnInvocation {
  private final Telemetry telemetry =
      new Telemetry(
          TestEnvironment.of(
              TestClients.of(LocalDynamoDb.client()),
              Map.of(
                  "POWERTOOLS_METRICS_NAMESPACE", "Tests",
                  "POWERTOOLS_SERVICE_NAME", "loader",
                  "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")),
          ReportingAnInvocation.class);

  @Test
  void inCloudWatchsEmbeddedMetricFormat() {
    var line = JsonObject.parse(telemetry.metrics(Map.of("Messages", 3)));

    assertThat(line.text("Service")).isEqualTo("loader");
    assertThat(line.number("Messages")).isEqualTo(3);
    var metadata = line.object("_aws");
    assertThat(metadata.number("Timestamp")).isEqualTo(TestEnvironment.NOW.toEpochMilli());
    var directive = metadata.objects("CloudWatchMetrics").getFirst();
    assertThat(directive.text("Namespace")).isEqualTo("Tests");
    assertThat(directive.objects("Metrics").getFirst().text("Name")).isEqualTo("Messages");
    assertThat(directive.objects("Metrics").getFirst().text("Unit")).isEqualTo("Count");
    assertThat(telemetry.metrics(Map.of("Messages", 3))).contains("\"Dimensions\":[[\"Service\"]]");
  }

  @Test
  void namesItInWhatIsLogged() {
    var context = new TestContext();

    var first = telemetry.logged(context, MDC::getCopyOfContextMap);
    var second = telemetry.logged(context, MDC::getCopyOfContextMap);

    assertThat(first)
        .containsEntry("function_request_id", context.getAwsRequestId())
        .containsEntry("service", "loader")
        .containsEntry("cold_start", "true");
    assertThat(second).containsEntry("cold_start", "false");
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }
}
