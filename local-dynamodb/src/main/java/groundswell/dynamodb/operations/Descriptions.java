package groundswell.dynamodb.operations;

import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.tables.Index;
import groundswell.dynamodb.tables.Table;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// Describes tables in their current state.
final class Descriptions {
  private final Engine engine;

  Descriptions(Engine engine) {
    this.engine = engine;
  }

  TableDescription of(Table table) {
    return of(table, engine.settings(table).status(engine.now()));
  }

  TableDescription of(Table table, TableStatus status) {
    var kept = engine.settings(table).description();
    var description =
        kept.toBuilder()
            .tableStatus(status)
            .itemCount(table.itemCount())
            .tableSizeBytes(table.sizeBytes());
    if (kept.hasLocalSecondaryIndexes())
      description.localSecondaryIndexes(
          kept.localSecondaryIndexes().stream().map(index -> local(table, index)).toList());
    if (kept.hasGlobalSecondaryIndexes())
      description.globalSecondaryIndexes(
          kept.globalSecondaryIndexes().stream()
              .map(index -> global(table, index, status))
              .toList());
    table.stream().ifPresent(stream -> describe(stream, table, description));
    return description.build();
  }

  private void describe(ChangeStream stream, Table table, TableDescription.Builder description) {
    var identity = stream.identity();
    description
        .streamSpecification(
            StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(StreamViewType.fromValue(identity.view().name()))
                .build())
        .latestStreamLabel(identity.label())
        .latestStreamArn(TableNames.streamArn(engine.options(), table.name(), identity.label()));
  }

  private static LocalSecondaryIndexDescription local(
      Table table, LocalSecondaryIndexDescription index) {
    var live = table.index(index.indexName());
    return index.toBuilder()
        .itemCount(live.map(Index::itemCount).orElse(0L))
        .indexSizeBytes(live.map(Index::sizeBytes).orElse(0L))
        .build();
  }

  private static GlobalSecondaryIndexDescription global(
      Table table, GlobalSecondaryIndexDescription index, TableStatus tableStatus) {
    var live = table.index(index.indexName());
    var isBuilding = live.isPresent() && live.get().status() == Index.Status.BUILDING;
    var status =
        live.isEmpty()
            ? IndexStatus.DELETING
            : isBuilding || tableStatus == TableStatus.CREATING
                ? IndexStatus.CREATING
                : IndexStatus.ACTIVE;
    return index.toBuilder()
        .indexStatus(status)
        .backfilling(isBuilding ? true : null)
        .itemCount(live.map(Index::itemCount).orElse(0L))
        .indexSizeBytes(live.map(Index::sizeBytes).orElse(0L))
        .build();
  }
}
