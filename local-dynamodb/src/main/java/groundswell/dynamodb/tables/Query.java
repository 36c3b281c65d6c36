package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.Optional;

/// A walk through the items of one partition, or of a part of it.
///
/// @param index empty for the table itself
/// @param beginning the values of all partition keys, then those of the first sort keys that have
///     to be equal
/// @param after the keys of the last item seen: the table's, and the index's if one is queried
public record Query(
    Optional<String> index,
    List<Value> beginning,
    SortRange sort,
    boolean isAscending,
    Optional<Item> after,
    boolean isConsistent) {
  /// A walk through the items of one partition key.
  public Query(
      Optional<String> index,
      Value partition,
      SortRange sort,
      boolean isAscending,
      Optional<Item> after,
      boolean isConsistent) {
    this(index, List.of(partition), sort, isAscending, after, isConsistent);
  }
}
