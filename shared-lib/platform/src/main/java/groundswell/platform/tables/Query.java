package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import java.util.Optional;
import java.util.OptionalInt;

/// Selects items of one partition, in the order of their sort keys. A read of the table is strongly
/// consistent; an index lags behind its table.
///
/// @param index empty for the table itself
/// @param keys conditions on the partition key and the sort key
/// @param limit the most items of one page
/// @param after the key of the item after which to start
public record Query(
    Optional<String> index,
    Condition keys,
    boolean isDescending,
    OptionalInt limit,
    Optional<Item> after) {

  /// All items of a partition of the table.
  public static Query of(String partitionKey) {
    return of(Optional.empty(), attribute(Item.PARTITION_KEY).is(partitionKey));
  }

  /// All items of a partition of an index.
  public static Query ofIndex(String index, String keyAttribute, String key) {
    return of(Optional.of(index), attribute(keyAttribute).is(key));
  }

  private static Query of(Optional<String> index, Condition partition) {
    return new Query(index, partition, false, OptionalInt.empty(), Optional.empty());
  }

  /// Only the items whose sort key fulfills the condition.
  public Query and(Condition sortKey) {
    return new Query(index, keys.and(sortKey), isDescending, limit, after);
  }

  /// From the greatest sort key down.
  public Query descending() {
    return new Query(index, keys, true, limit, after);
  }

  public Query limit(int most) {
    return new Query(index, keys, isDescending, OptionalInt.of(most), after);
  }

  public Query after(Item key) {
    return new Query(index, keys, isDescending, limit, Optional.of(key));
  }
}
