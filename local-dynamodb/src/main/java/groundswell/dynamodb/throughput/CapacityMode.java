package groundswell.dynamodb.throughput;

/// How a table or global index is billed, which sets its throughput.
public sealed interface CapacityMode {
  record OnDemand() implements CapacityMode {}

  record Provisioned(long readUnitsPerSecond, long writeUnitsPerSecond) implements CapacityMode {}
}
