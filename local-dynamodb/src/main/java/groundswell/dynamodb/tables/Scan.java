package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import java.util.Optional;

/// A walk through a table or index, or through one of several equal segments of it.
///
/// @param index empty for the table itself
/// @param segment from 0
/// @param after the keys of the last item seen: the table's, and the index's if one is scanned
public record Scan(
    Optional<String> index,
    int segment,
    int segments,
    Optional<Item> after,
    boolean isConsistent) {}
