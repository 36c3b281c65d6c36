package groundswell.operations.domain;

import java.util.Locale;

/// What kind of failure it is, which says what helps.
public enum FailureKind {
  /// The message or the domain refuses it: it fails until something else changes.
  PERMANENT,
  /// Throttled, timed out, unreachable, or outrun by another writer: it may succeed as it is.
  TRANSIENT,
  /// The code threw what it should not: it helps to mend the code.
  FAULT,
  /// It started and never came to an end: out of time or memory, or killed.
  DIED,
  /// It was received as often as it may, and no attempt left a note: it never started, because
  /// something took the concurrency that its cap promises, or the table of the notes failed, too.
  NO_NOTE,
  /// Nobody says why: somebody put it into the dead-letter queue, or among what the bucket tells.
  UNEXPLAINED,
  /// The bus could not put the event into the queue of a rule.
  UNDELIVERED,
  /// Stream records that could not be published for as long as they are tried.
  UNPUBLISHED;

  /// Whether it may succeed as it is, once some trouble has passed.
  public boolean mayPass() {
    return switch (this) {
      case TRANSIENT, NO_NOTE -> true;
      case PERMANENT, FAULT, DIED, UNEXPLAINED, UNDELIVERED, UNPUBLISHED -> false;
    };
  }

  /// As it is shown, for example `no-note`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException naming the label, if there is no such kind
  public static FailureKind of(String label) {
    for (var kind : values()) if (kind.label().equals(label)) return kind;
    throw new IllegalArgumentException("\"%s\" is no kind of failure".formatted(label));
  }
}
