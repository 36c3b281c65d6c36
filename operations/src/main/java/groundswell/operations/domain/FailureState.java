package groundswell.operations.domain;

import java.time.Instant;
import java.util.Optional;

/// The state of a failure.
public sealed interface FailureState {
  /// It waits for an operator.
  record Open() implements FailureState {}

  /// A redrive has taken it.
  ///
  /// @param failed why its first attempt failed, if known
  record Redriving(RedriveId redrive, int step, Optional<String> failed) implements FailureState {}

  /// The consumer finished it.
  ///
  /// @param redrive the one that redelivered it
  record Resolved(RedriveId redrive, Instant at) implements FailureState {}

  /// An operator put it aside.
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

    /// @throws IllegalArgumentException with the label, if there is no such state
    public static Name of(String label) {
      for (var name : values()) if (name.label().equals(label)) return name;
      throw new IllegalArgumentException(
          "\"%s\" is not a valid state of a failure; there are open, redriving, resolved, parked"
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
