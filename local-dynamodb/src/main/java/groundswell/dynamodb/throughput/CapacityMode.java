package groundswell.dynamodb.throughput;

/// How a table or global index is paid, and so how much it takes.
public sealed interface CapacityMode {
  record OnDemand() implements CapacityMode {}

  record Provisioned(long readUnitsPerSecond, long writeUnitsPerSecond) implements CapacityMode {}
}
