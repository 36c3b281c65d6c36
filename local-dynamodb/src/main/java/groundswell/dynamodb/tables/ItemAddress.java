package groundswell.dynamodb.tables;

/// One item of one table.
public record ItemAddress(Table table, Key key) {}
