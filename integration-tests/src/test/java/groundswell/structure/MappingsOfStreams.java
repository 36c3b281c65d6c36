package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// One bad record must not block its shard until the records behind it expire
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>).
class MappingsOfStreams {
  private static final Duration AGE_MAX = Duration.ofHours(6);

  private final Template template = Template.read();

  @Test
  void readEveryTableThatHasAStream() {
    var streamed =
        template.resources("AWS::DynamoDB::Table").stream()
            .filter(table -> !table.properties().at("StreamSpecification").missing())
            .filter(table -> !table.id().equals(TheAudit.TABLE))
            .map(Template.Resource::id);

    assertThat(template.streamMappings())
        .extracting(Template.Mapping::source)
        .containsExactlyInAnyOrderElementsOf(streamed.toList())
        .isNotEmpty();
  }

  @Test
  void isolateARecordThatFails() {
    assertThat(template.streamMappings())
        .allMatch(
            mapping -> mapping.properties().at("BisectBatchOnFunctionError").is("true"), "bisect")
        .allSatisfy(
            mapping ->
                assertThat(mapping.properties().at("FunctionResponseTypes").items())
                    .anyMatch(type -> type.is("ReportBatchItemFailures")));
  }

  @Test
  void giveARecordUpAfterSixHoursAndKeepIt() {
    assertThat(template.streamMappings())
        .allSatisfy(
            mapping -> {
              assertThat(template.number(mapping.properties().at("MaximumRecordAgeInSeconds")))
                  .isEqualTo(AGE_MAX.toSeconds());
              assertThat(mapping.properties().at("MaximumRetryAttempts").missing()).isTrue();
              var kept = mapping.properties().at("DestinationConfig", "OnFailure", "Destination");
              assertThat(template.resource(kept.reference().orElseThrow()).type())
                  .isEqualTo("AWS::S3::Bucket");
            });
  }
}
