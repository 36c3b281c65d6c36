package groundswell.domain.files;

/// The file turns out to be written otherwise than it seemed: what was read of it does not count,
/// and it must be read again from its beginning. Most files are read once; see [ReadPlan#read].
final class ReadAgain extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ReadPlan plan;

  /// @param plan how to read it
  ReadAgain(ReadPlan plan) {
    super("the file must be read again", null, false, false);
    this.plan = plan;
  }

  ReadPlan plan() {
    return plan;
  }
}
