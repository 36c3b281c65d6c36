package groundswell.workload.oracle;

/// How many rows of an uploaded file had which outcome.
///
/// @param notCounting how many of them have a value that does not count under the tenant's default
public record UploadReport(
    long received,
    long accepted,
    long unchanged,
    long superseded,
    long rejected,
    long notCounting) {

  /// A report of rows that all count.
  public UploadReport(
      long received, long accepted, long unchanged, long superseded, long rejected) {
    this(received, accepted, unchanged, superseded, rejected, 0);
  }
}
