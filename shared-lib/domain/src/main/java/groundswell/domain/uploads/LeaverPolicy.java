package groundswell.domain.uploads;

/// Whether registered members leave if a members file does not name them. It is decided before any
/// row takes effect.
public enum LeaverPolicy {
  /// Nobody leaves: the file may be of some of the members.
  NOBODY_LEAVES,
  /// The file is complete. If more than [Leavers#PERCENT_MAX] percent of the registered members
  /// would leave, its client is asked.
  FEW_LEAVE,
  /// The file is complete, and its client knows how many leave.
  ALL_LEAVE;

  /// Whether the file says that it is complete.
  public boolean isComplete() {
    return this != NOBODY_LEAVES;
  }

  /// Whether so many may leave without another word from the client.
  public boolean takes(Leavers leavers) {
    return switch (this) {
      case NOBODY_LEAVES, FEW_LEAVE -> !leavers.areMany();
      case ALL_LEAVE -> true;
    };
  }

  /// The policy after the client has said that all may leave.
  public LeaverPolicy confirmed() {
    return isComplete() ? ALL_LEAVE : NOBODY_LEAVES;
  }

  /// @param complete whether the file says that it is complete
  /// @param confirmed whether its client knows how many leave
  public static LeaverPolicy of(boolean complete, boolean confirmed) {
    if (!complete) return NOBODY_LEAVES;
    return confirmed ? ALL_LEAVE : FEW_LEAVE;
  }
}
