package groundswell.domain.uploads;

/// The outcomes of rows. Every row is counted once.
public record RowCounts(long accepted, long unchanged, long superseded, long rejected) {
  public static final RowCounts ZERO = new RowCounts(0, 0, 0, 0);

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
        rejected + other.rejected);
  }
}
