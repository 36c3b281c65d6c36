package groundswell.workload;

/// One line of a generated activity file.
public sealed interface FileLine {
  /// A line that the system has to accept.
  record Good(ActivityRow row) implements FileLine {}

  /// A line that the system has to reject.
  ///
  /// @param row the row before the fault was put in
  record Bad(ActivityRow row, Fault fault) implements FileLine {}
}
