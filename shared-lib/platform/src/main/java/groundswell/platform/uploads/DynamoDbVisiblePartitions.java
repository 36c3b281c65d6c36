package groundswell.platform.uploads;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.visibility.VisiblePartitions;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Update;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of the visibility of partitions, in the items of their results.
public final class DynamoDbVisiblePartitions implements VisiblePartitions {
  private static final String MONTHS = "vm";
  private static final String ALL = "va";

  private final Table operations;

  public DynamoDbVisiblePartitions(Table operations) {
    this.operations = operations;
  }

  @Override
  public SortedMap<Integer, Seen> find(TenantId tenant, UploadId upload) {
    var found = new TreeMap<Integer, Seen>();
    operations
        .query(DynamoDbUploads.resultsOf(tenant, upload))
        .forEach(
            item ->
                found.put(
                    DynamoDbUploads.partitionOf(item),
                    item.has(MONTHS)
                        ? new Seen(item.smallNumber(MONTHS), item.has(ALL))
                        : Seen.NONE));
    return found;
  }

  @Override
  public void keep(TenantId tenant, UploadId upload, int partition, Seen seen) {
    var update =
        Update.of(DynamoDbUploads.resultKey(tenant, upload, partition)).set(MONTHS, seen.months());
    if (seen.all()) update.set(ALL, 1);
    var isNoMore =
        attribute(MONTHS).isAbsent().or(attribute(MONTHS).isLessThan(seen.months() + 1L));
    operations.update(
        update
            .onlyIf(attribute(Item.PARTITION_KEY).isPresent())
            .onlyIf(attribute(ALL).isAbsent())
            .onlyIf(isNoMore));
  }
}
