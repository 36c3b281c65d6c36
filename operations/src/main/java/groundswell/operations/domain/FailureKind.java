package groundswell.operations.domain;

import java.util.Locale;

/// The kind of a failure, which tells what to do about it.
public enum FailureKind {
  /// The message is invalid or the domain rejects it. It fails until something else changes.
  PERMANENT,
  /// Throttled, timed out, unreachable, or a write conflict. It may succeed unchanged.
  TRANSIENT,
  /// An unexpected exception: a bug to fix.
  FAULT,
  /// An attempt started and never ended: out of time or memory, or killed.
  DIED,
  /// It used up its receives and no attempt left a note, so it never started: something took the
  /// concurrency that its cap promises, or the table of notes failed, too.
  NO_NOTE,
  /// No known reason: somebody sent it to the dead-letter queue or the bucket's notifications.
  UNEXPLAINED,
  /// EventBridge could not deliver the event to the queue of a rule.
  UNDELIVERED,
  /// Stream records that could not be published before their retries ran out.
  UNPUBLISHED;

  /// Whether it may succeed unchanged, once the trouble has passed.
  public boolean mayPass() {
    return switch (this) {
      case TRANSIENT, NO_NOTE -> true;
      case PERMANENT, FAULT, DIED, UNEXPLAINED, UNDELIVERED, UNPUBLISHED -> false;
    };
  }

  /// As displayed, for example `no-note`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException with the label, if there is no such kind
  public static FailureKind of(String label) {
    for (var kind : values()) if (kind.label().equals(label)) return kind;
    throw new IllegalArgumentException("\"%s\" is not a valid kind of failure".formatted(label));
  }
}
