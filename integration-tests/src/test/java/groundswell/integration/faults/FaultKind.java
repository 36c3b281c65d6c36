package groundswell.integration.faults;

/// What can happen to a call.
enum FaultKind {
  /// Refused, without effect.
  THROTTLED(0.02),
  /// Failed, without effect.
  FAILED(0.01),
  /// Carried out, but the answer is lost.
  UNANSWERED(0.01),
  /// The caller dies before the call.
  KILLED_BEFORE(0.005),
  /// The caller dies after the call.
  KILLED_AFTER(0.005),
  /// What is sent arrives again later, after what is sent meanwhile.
  REPEATED(0.15);

  /// The share of the calls that it happens to.
  final double share;

  FaultKind(double share) {
    this.share = share;
  }
}
