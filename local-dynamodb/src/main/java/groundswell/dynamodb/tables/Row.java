package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;

/// An item found by a query or scan: of a table, or what an index holds of it.
///
/// @param bytes the size that counts for the page and for capacity
public record Row(Item item, int bytes) {}
