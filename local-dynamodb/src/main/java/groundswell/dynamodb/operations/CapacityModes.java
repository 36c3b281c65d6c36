package groundswell.dynamodb.operations;

import groundswell.dynamodb.tables.Index;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.throughput.CapacityMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// Sets the billing mode of tables and their global indexes; it decides their throughput.
final class CapacityModes {
  private CapacityModes() {}

  static void tell(Table table, TableDescription description) {
    var isOnDemand = UpdateTable.isOnDemand(description);
    table
        .throughput()
        .ifPresent(limits -> limits.change(mode(isOnDemand, description.provisionedThroughput())));
    for (var index : description.globalSecondaryIndexes())
      table
          .index(index.indexName())
          .flatMap(Index::throughput)
          .ifPresent(limits -> limits.change(mode(isOnDemand, index.provisionedThroughput())));
  }

  private static CapacityMode mode(
      boolean isOnDemand, ProvisionedThroughputDescription provisioned) {
    return isOnDemand
        ? new CapacityMode.OnDemand()
        : new CapacityMode.Provisioned(
            provisioned.readCapacityUnits(), provisioned.writeCapacityUnits());
  }
}
