package groundswell.domain;

import java.util.Locale;

/// The route of a change through the queues, from its entry to the board and the reward.
public enum Lane {
  /// For entries of members and devices, and for small files.
  LIVE,
  /// For large files and recalculation.
  BULK;

  /// @param label in the format of [#label]
  /// @throws IllegalArgumentException if there is no such lane
  public static Lane of(String label) {
    return switch (label) {
      case "live" -> LIVE;
      case "bulk" -> BULK;
      default -> throw new IllegalArgumentException("\"%s\" is not live or bulk".formatted(label));
    };
  }

  /// The lane's name in messages: `live` or `bulk`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The lane of a change merged from both lanes: live wins.
  public Lane and(Lane other) {
    return this == LIVE || other == LIVE ? LIVE : BULK;
  }
}
