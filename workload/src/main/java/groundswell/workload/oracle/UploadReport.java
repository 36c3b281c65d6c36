package groundswell.workload.oracle;

import java.util.List;

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

  /// The sum of the fates of rows.
  public static UploadReport of(List<LineFate> fates) {
    return new UploadReport(
        fates.size(),
        count(fates, "accepted"),
        count(fates, "unchanged"),
        count(fates, "superseded"),
        count(fates, "rejected"),
        fates.stream().filter(fate -> !fate.counts()).count());
  }

  private static long count(List<LineFate> fates, String result) {
    return fates.stream().filter(fate -> fate.result().equals(result)).count();
  }

  /// A report of rows that all count.
  public UploadReport(
      long received, long accepted, long unchanged, long superseded, long rejected) {
    this(received, accepted, unchanged, superseded, rejected, 0);
  }
}
