package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.throughput.Throttled;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/// Words the refusal of a request that a table cannot take now:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html>.
final class Throttling {
  private final Engine engine;

  Throttling(Engine engine) {
    this.engine = engine;
  }

  DynamoDbException refusal(Throttled throttled) {
    var table = engine.database().table(throttled.resource());
    var isOnDemand =
        table
            .map(found -> UpdateTable.isOnDemand(engine.settings(found).description()))
            .orElse(true);
    var reasons =
        List.of(
            ThrottlingReason.builder()
                .reason(reason(throttled.limit(), isOnDemand))
                .resource(TableNames.arn(engine.options(), throttled.resource()))
                .build());
    if (isOnDemand)
      return Errors.throttling(
          "Throughput exceeds the current capacity of your table or index. DynamoDB is"
              + " automatically scaling your table or index so please try again shortly. If"
              + " exceptions persist, check if you have a hot key:"
              + " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.",
          reasons);
    return Errors.throughputExceeded(
        "The level of configured provisioned throughput for the table was exceeded. Consider"
            + " increasing your provisioning level with the UpdateTable API.",
        reasons);
  }

  private static String reason(Throttled.Limit limit, boolean isOnDemand) {
    var ofTable = isOnDemand ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded";
    return switch (limit) {
      case TABLE_READ -> "TableRead" + ofTable;
      case TABLE_WRITE -> "TableWrite" + ofTable;
      case PARTITION_READ -> "TableReadKeyRangeThroughputExceeded";
      case PARTITION_WRITE -> "TableWriteKeyRangeThroughputExceeded";
      case INDEX_READ -> "IndexRead" + ofTable;
      case INDEX_WRITE -> "IndexWrite" + ofTable;
    };
  }
}
