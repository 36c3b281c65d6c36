package groundswell.domain;

/// The way a change travels, from its entry to the board and the reward.
public enum Lane {
  /// What a member or a device enters, and small files.
  LIVE,
  /// The rest: large files, recalculation.
  BULK;

  /// The lane of a record merged from both: live wins.
  public Lane and(Lane other) {
    return this == LIVE || other == LIVE ? LIVE : BULK;
  }
}
