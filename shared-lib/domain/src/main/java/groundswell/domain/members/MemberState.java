package groundswell.domain.members;

import java.util.Locale;

/// Where a member stands with its tenant.
public enum MemberState {
  REGISTERED,
  /// It has left all challenges and enters nothing. What it did is kept, and a registration brings
  /// it back.
  REMOVED,
  /// All that is stored about it is being deleted. Nothing brings it back until that has ended;
  /// then an administrator may register the id anew, as somebody who was never there.
  ERASED;

  /// As it is shown and stored, for example `removed`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if there is no such state
  public static MemberState of(String label) {
    for (var state : values()) if (state.label().equals(label)) return state;
    throw new IllegalArgumentException(
        "\"%s\" is not a state of a member; the states are registered, removed and erased"
            .formatted(label));
  }
}
