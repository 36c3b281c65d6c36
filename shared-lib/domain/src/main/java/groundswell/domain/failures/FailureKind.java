package groundswell.domain.failures;

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
  /// It was received and never started: something took the concurrency that its cap promises.
  NEVER_EXECUTED,
  /// The bus could not put the event into the queue of a rule.
  UNDELIVERED,
  /// Stream records that could not be published for as long as they are tried.
  UNPUBLISHED;

  /// As it is shown, for example `never-executed`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException naming the label, if there is no such kind
  public static FailureKind of(String label) {
    for (var kind : values()) if (kind.label().equals(label)) return kind;
    throw new IllegalArgumentException("\"%s\" is no kind of failure".formatted(label));
  }
}
