package groundswell.integration.faults;

/// What can go wrong with a call.
enum FaultKind {
  /// Refused, without effect.
  THROTTLED(0.02),
  /// Failed, without effect.
  FAILED(0.01),
  /// Carried out, but the answer is lost.
  UNANSWERED(0.01),
  /// The caller crashes before the call.
  KILLED_BEFORE(0.005),
  /// The caller crashes after the call.
  KILLED_AFTER(0.005),
  /// What is sent is delivered again later, behind what is sent meanwhile.
  REPEATED(0.15);

  /// The share of calls that it affects.
  final double share;

  FaultKind(double share) {
    this.share = share;
  }
}
