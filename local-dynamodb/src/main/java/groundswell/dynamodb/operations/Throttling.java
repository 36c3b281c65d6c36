package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.throughput.Resource;
import groundswell.dynamodb.throughput.Throttled;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/// Words the refusal of a throttled request:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html>.
final class Throttling {
  private final Engine engine;

  Throttling(Engine engine) {
    this.engine = engine;
  }

  DynamoDbException refusal(Throttled throttled) {
    var resource = throttled.resource();
    var table = engine.database().table(resource.table());
    var isOnDemand =
        table
            .map(found -> UpdateTable.isOnDemand(engine.settings(found).description()))
            .orElse(true);
    var reasons =
        List.of(
            ThrottlingReason.builder()
                .reason(reason(throttled, isOnDemand))
                .resource(arn(resource))
                .build());
    if (isOnDemand)
      return Errors.throttling(
          "Throughput exceeds the current capacity of your table or index. DynamoDB is"
              + " automatically scaling your table or index so please try again shortly. If"
              + " exceptions persist, check if you have a hot key:"
              + " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.",
          reasons);
    return Errors.throughputExceeded(
        switch (resource) {
          case Resource.Table _ ->
              "The level of configured provisioned throughput for the table was exceeded. Consider"
                  + " increasing your provisioning level with the UpdateTable API.";
          case Resource.Index _ ->
              "The level of configured provisioned throughput for one or more global secondary"
                  + " indexes of the table was exceeded. Consider increasing your provisioning level"
                  + " for the under-provisioned global secondary indexes with the UpdateTable API";
        },
        reasons);
  }

  private String arn(Resource resource) {
    return switch (resource) {
      case Resource.Table(var table) -> TableNames.arn(engine.options(), table);
      case Resource.Index(var table, var index) ->
          TableNames.indexArn(engine.options(), table, index);
    };
  }

  private static String reason(Throttled throttled, boolean isOnDemand) {
    var whose =
        switch (throttled.resource()) {
          case Resource.Table _ -> "Table";
          case Resource.Index _ -> "Index";
        };
    var ofAll = isOnDemand ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded";
    return whose
        + switch (throttled.limit()) {
          case TABLE_READ, INDEX_READ -> "Read" + ofAll;
          case TABLE_WRITE, INDEX_WRITE -> "Write" + ofAll;
          case PARTITION_READ -> "ReadKeyRangeThroughputExceeded";
          case PARTITION_WRITE -> "WriteKeyRangeThroughputExceeded";
        };
  }
}
