package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What happens to records that a stream mapping gives up on. With a bucket as the destination,
/// "the whole invocation record is sent to it along with the metadata", and the object's name is
/// `aws/lambda/<ESM-UUID>/<shardID>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>`:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>.
class OnFailureDestinationOfStreams {
  private final RecordingStream function =
      RecordingStream.answering(
          _ -> {
            throw new IllegalStateException("poison");
          });

  @Test
  void getsTheWholeInvocationRecordWhenRetriesAreUsedUp() throws Exception {
    var mapping = StreamMappings.from("items", "worker").maximumRetryAttempts(1);

    var invocation = invocationRecordAfterPutting("secret", mapping);

    assertThat(invocation.at("/requestContext/condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(invocation.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
    assertThat(invocation.at("/requestContext/functionArn").asText()).endsWith(":worker");
    assertThat(invocation.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(invocation.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    assertThat(invocation.at("/DDBStreamBatchInfo/streamArn").asText())
        .contains(":table/items/stream/");
    var payload = new ObjectMapper().readTree(invocation.path("payload").asText());
    var record = payload.at("/Records/0");
    assertThat(record.at("/dynamodb/NewImage/value/S").asText()).isEqualTo("secret");
    assertThat(record.at("/dynamodb/SequenceNumber"))
        .isEqualTo(invocation.at("/DDBStreamBatchInfo/startSequenceNumber"));
  }

  @Test
  void getsRecordsThatAreTooOld() throws Exception {
    var mapping = StreamMappings.from("items", "worker").maximumRecordAge(Duration.ofSeconds(1));

    var invocation = invocationRecordAfterPutting("old", mapping);

    assertThat(invocation.at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
  }

  private JsonNode invocationRecordAfterPutting(String value, StreamMappings mapping)
      throws Exception {
    var template =
        new TinyTemplate()
            .table("items")
            .bucket("failures")
            .function("worker", StreamScript.class, function)
            .mapping(mapping.onFailure("failures").build());
    try (var cloud = TestCloud.of(template)) {
      cloud.put("items", "key", value);
      cloud.awaitQuiet();

      var s3 = cloud.cloud().aws().s3();
      var key = s3.listObjectsV2(request -> request.bucket("failures")).contents().getFirst().key();
      assertThat(key)
          .matches(
              "aws/lambda/items-to-worker/shardId-[^/]+/\\d{4}/\\d\\d/\\d\\d/"
                  + "\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}");
      var object = s3.getObjectAsBytes(request -> request.bucket("failures").key(key));
      return new ObjectMapper().readTree(object.asByteArray());
    }
  }
}
