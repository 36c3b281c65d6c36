package groundswell.dynamodb.throughput;

/// What has a throughput of its own.
public sealed interface Resource {
  /// The table's name, also for an index.
  String table();

  record Table(String table) implements Resource {}

  record Index(String table, String index) implements Resource {}
}
