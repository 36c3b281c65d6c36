package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.Optional;

/// A walk through the items of one partition key.
///
/// @param index empty for the table itself
/// @param after the keys of the last item that was seen: of the table, and of the index where one
///     is queried
public record Query(
    Optional<String> index,
    Value partition,
    SortRange sort,
    boolean isAscending,
    Optional<Item> after,
    boolean isConsistent) {}
