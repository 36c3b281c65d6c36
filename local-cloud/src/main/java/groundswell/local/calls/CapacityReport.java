package groundswell.local.calls;

import java.util.List;

/// What the functions' DynamoDB calls consumed, as DynamoDB reports it.
public record CapacityReport(List<Usage> usages) {

  public CapacityReport {
    usages = List.copyOf(usages);
  }

  /// @param calls answered calls, without the refused ones
  /// @param refused calls that threw; a write refused by its condition consumes at least one more
  ///     unit, which DynamoDB does not report
  public record Usage(
      String table,
      String operation,
      long calls,
      long refused,
      double readUnits,
      double writeUnits) {}

  /// Write units of one table, over all operations.
  public double writeUnits(String table) {
    return usages.stream()
        .filter(usage -> usage.table().equals(table))
        .mapToDouble(Usage::writeUnits)
        .sum();
  }

  /// Read units of one table, over all operations.
  public double readUnits(String table) {
    return usages.stream()
        .filter(usage -> usage.table().equals(table))
        .mapToDouble(Usage::readUnits)
        .sum();
  }
}
