package groundswell.operations.domain;

import java.time.Instant;
import java.util.Optional;

/// Where a failure stands.
public sealed interface FailureState {
  /// It waits for somebody.
  record Open() implements FailureState {}

  /// A redrive has it.
  ///
  /// @param failed why its first attempt failed, if that is known
  record Redriving(RedriveId redrive, int step, Optional<String> failed) implements FailureState {}

  /// The consumer finished it.
  ///
  /// @param redrive that brought it back
  record Resolved(RedriveId redrive, Instant at) implements FailureState {}

  /// Somebody put it aside.
  record Parked(String by, String reason, Instant at) implements FailureState {}

  /// The states by name.
  enum Name {
    OPEN,
    REDRIVING,
    RESOLVED,
    PARKED;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// @throws IllegalArgumentException naming the label, if there is no such state
    public static Name of(String label) {
      for (var name : values()) if (name.label().equals(label)) return name;
      throw new IllegalArgumentException(
          "\"%s\" is no state of a failure; there are open, redriving, resolved, parked"
              .formatted(label));
    }
  }

  default Name named() {
    return switch (this) {
      case Open() -> Name.OPEN;
      case Redriving _ -> Name.REDRIVING;
      case Resolved _ -> Name.RESOLVED;
      case Parked _ -> Name.PARKED;
    };
  }
}
