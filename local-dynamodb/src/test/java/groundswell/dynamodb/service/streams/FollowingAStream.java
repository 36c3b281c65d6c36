package groundswell.dynamodb.service.streams;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
class FollowingAStream {
  @RegisterExtension static final Service service = new Service();

  @ParameterizedTest
  @CsvSource({
    "NEW_AND_OLD_IMAGES, true, true",
    "NEW_IMAGE, false, true",
    "OLD_IMAGE, true, false",
    "KEYS_ONLY, false, false",
  })
  void givesTheImagesThatTheViewHas(String view, boolean hasOld, boolean hasNew) {
    var stream = createTable(view);
    var table = stream.split("/", -1)[1];
    for (var n = 1; n <= 2; n++) {
      service.call(
          "PutItem",
          "{'TableName': '%s', 'Item': {'Id': {'S': 'a'}, 'n': {'N': '%d'}}}".formatted(table, n));
    }

    var modified = records(iterator(stream)).at("/Records/1");

    assertThat(modified.path("eventName").asText()).isEqualTo("MODIFY");
    assertThat(modified.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(modified.at("/dynamodb/Keys")).isEqualTo(json("{'Id': {'S': 'a'}}"));
    assertThat(modified.at("/dynamodb/StreamViewType").asText()).isEqualTo(view);
    assertThat(modified.path("dynamodb").has("OldImage")).isEqualTo(hasOld);
    assertThat(modified.path("dynamodb").has("NewImage")).isEqualTo(hasNew);
    assertThat(modified.at("/dynamodb/ApproximateCreationDateTime").isNumber()).isTrue();
  }

  @Test
  void goesOnWhereThePageBeforeEnded() {
    var stream = createTable("KEYS_ONLY");
    var table = stream.split("/", -1)[1];
    service.call("PutItem", "{'TableName': '%s', 'Item': {'Id': {'S': 'a'}}}".formatted(table));
    var first = records(iterator(stream));
    service.call("PutItem", "{'TableName': '%s', 'Item': {'Id': {'S': 'b'}}}".formatted(table));

    var second = records(first.path("NextShardIterator").asText());

    assertThat(second.path("Records").size()).isEqualTo(1);
    assertThat(second.at("/Records/0/dynamodb/Keys/Id/S").asText()).isEqualTo("b");
  }

  @Test
  void hasIteratorsThatNameTheStream() {
    var stream = createTable("KEYS_ONLY");

    var first = iterator(stream);

    assertThat(first).startsWith(stream + "|");
    assertThat(records(first).path("NextShardIterator").asText()).startsWith(stream + "|");
  }

  @Test
  void refusesIteratorsThatItDidNotGive() {
    service
        .refusedByStreams("GetRecords", "{'ShardIterator': 'anything'}")
        .isValidation("Invalid ShardIterator");
  }

  /// @return the name of its stream
  private static String createTable(String view) {
    return service
        .call(
            "CreateTable",
            """
            {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}],
             'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': 'S'}],
             'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': '%s'}}
            """
                .formatted(service.newName(), view))
        .at("/TableDescription/LatestStreamArn")
        .asText();
  }

  private static String iterator(String stream) {
    var shard =
        service
            .callStreams("DescribeStream", "{'StreamArn': '%s'}".formatted(stream))
            .at("/StreamDescription/Shards/0/ShardId")
            .asText();
    return service
        .callStreams(
            "GetShardIterator",
            "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': 'TRIM_HORIZON'}"
                .formatted(stream, shard))
        .path("ShardIterator")
        .asText();
  }

  private static JsonNode records(String iterator) {
    return service.callStreams("GetRecords", "{'ShardIterator': '%s'}".formatted(iterator));
  }
}
