package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.StreamMapping;
import groundswell.local.template.Topology.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class AChangeTravellingThroughTheCloud {
  @TempDir Path directory;

  /// Table → stream → function → bus → rule → queue → function → topic.
  @Test
  void arrivesOnce() throws Exception {
    Script<DynamodbEvent, StreamsEventResponse> publish =
        (event, environment, _) -> {
          for (var record : event.getRecords()) {
            var name =
                Objects.requireNonNull(record.getDynamodb().getNewImage().get("name")).getS();
            var entry =
                PutEventsRequestEntry.builder()
                    .eventBusName("bus")
                    .source("test")
                    .detailType("Named")
                    .detail("{\"name\":\"%s\"}".formatted(name))
                    .build();
            environment.aws().eventBridge().putEvents(request -> request.entries(entry));
          }
          return new StreamsEventResponse(List.of());
        };
    Script<SQSEvent, SQSBatchResponse> notify =
        (event, environment, _) -> {
          for (var message : event.getRecords()) {
            environment
                .aws()
                .sns()
                .publish(
                    request ->
                        request
                            .topicArn(TinyTemplate.topicArn("topic"))
                            .message(message.getBody()));
          }
          return new SQSBatchResponse(List.of());
        };
    var template =
        new TinyTemplate()
            .table("names")
            .table("others")
            .bus("bus")
            .queue("inbound")
            .topic("topic")
            .rule(
                "named",
                "bus",
                "{\"detail-type\":[\"Named\"]}",
                new Target("queue", TinyTemplate.queueArn("inbound"), Optional.empty()))
            .function("publisher", StreamScript.class, publish)
            .function("notifier", QueueScript.class, notify)
            .mapping(
                new StreamMapping(
                    "names-stream",
                    "publisher",
                    "names",
                    100,
                    Duration.ZERO,
                    1,
                    OptionalInt.empty(),
                    Optional.empty(),
                    true,
                    true,
                    List.of(),
                    Optional.empty()))
            .mapping(
                new QueueMapping(
                    "inbound-queue",
                    "notifier",
                    TinyTemplate.queueArn("inbound"),
                    10,
                    Duration.ZERO,
                    OptionalInt.of(2),
                    true,
                    List.of()));

    var options = LocalCloudOptions.of(Path.of("template.yaml"), directory);
    try (var cloud = LocalCloud.start(_ -> template.build(), options)) {
      cloud
          .aws()
          .dynamoDb()
          .putItem(
              request ->
                  request
                      .tableName("names")
                      .item(
                          Map.of(
                              "PK", AttributeValue.fromS("1"),
                              "SK", AttributeValue.fromS("1"),
                              "name", AttributeValue.fromS("Ada"))));
      cloud.awaitQuiet(Duration.ofSeconds(10));

      assertThat(cloud.inbox("topic"))
          .singleElement()
          .satisfies(message -> assertThat(message.body()).contains("\"name\":\"Ada\""));
    }
  }
}
