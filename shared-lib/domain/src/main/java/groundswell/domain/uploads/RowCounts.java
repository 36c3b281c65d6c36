package groundswell.domain.uploads;

/// The outcomes of rows. Every row is counted once: accepted, unchanged, superseded or rejected.
///
/// @param notCounting how many of them have a value that does not count under the tenant's default
///     policy, because another source or a correction counts instead
/// @param notEnrolled how many of them name a challenge that the member did not join, because it
///     can no longer be joined or because the member has left it
/// @param notKept how many of the superseded and unchanged ones would not come back if the upload
///     that stands above them is taken back, because too many others say something about the same
/// @param left how many members left because a complete file does not name them; they are no rows
public record RowCounts(
    long accepted,
    long unchanged,
    long superseded,
    long rejected,
    long notCounting,
    long notEnrolled,
    long notKept,
    long left) {
  public static final RowCounts ZERO = new RowCounts(0, 0, 0, 0);

  /// Counts of rows without a warning.
  public RowCounts(long accepted, long unchanged, long superseded, long rejected) {
    this(accepted, unchanged, superseded, rejected, 0, 0, 0);
  }

  /// Counts of rows by which nobody left.
  public RowCounts(
      long accepted,
      long unchanged,
      long superseded,
      long rejected,
      long notCounting,
      long notEnrolled,
      long notKept) {
    this(accepted, unchanged, superseded, rejected, notCounting, notEnrolled, notKept, 0);
  }

  /// No rows, but members who left.
  public static RowCounts left(long members) {
    return new RowCounts(0, 0, 0, 0, 0, 0, 0, members);
  }

  public long received() {
    return accepted + unchanged + superseded + rejected;
  }

  /// The name of the state of an upload that ended with these counts.
  String label() {
    if (rejected == 0) return "completed";
    return rejected == received() ? "rejected" : "completed-with-rejects";
  }

  public RowCounts plus(RowCounts other) {
    return new RowCounts(
        accepted + other.accepted,
        unchanged + other.unchanged,
        superseded + other.superseded,
        rejected + other.rejected,
        notCounting + other.notCounting,
        notEnrolled + other.notEnrolled,
        notKept + other.notKept,
        left + other.left);
  }
}
