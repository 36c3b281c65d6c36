package groundswell.workload;

/// One line of a generated activity file.
public sealed interface FileLine {
  /// A line that is to be taken.
  record Good(ActivityRow row) implements FileLine {}

  /// A line that is to be rejected.
  ///
  /// @param row what it was before it was spoilt
  record Bad(ActivityRow row, Fault fault) implements FileLine {}
}
