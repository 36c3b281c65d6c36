package groundswell.dynamodb.tables;

/// One item's part in a transaction.
public record TransactionAction(Table table, Key key, WriteFunction function) {}
