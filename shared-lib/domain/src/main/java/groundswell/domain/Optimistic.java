package groundswell.domain;

import java.util.Optional;
import java.util.function.Function;

/// Optimistic concurrency: decides on what is stored, and writes the decision on condition that
/// nobody changed the item meanwhile. If another writer was faster, decides again on what is stored
/// then.
public final class Optimistic {
  /// Far more writers of one item than the caps of the queues allow at once.
  public static final int ATTEMPTS_MAX = 30;

  private Optimistic() {}

  /// Repeats a decision until its write is accepted, or there is nothing to write.
  ///
  /// @param item what is written, for the error
  /// @param read what was stored when it was last read
  /// @throws VersionConflict if other writers were faster [#ATTEMPTS_MAX] times
  public static <S, R> R settle(String item, S read, Function<S, Attempt<S, R>> attempt) {
    var stored = read;
    for (int count = 0; count < ATTEMPTS_MAX; count++) {
      switch (attempt.apply(stored)) {
        case Attempt.Settled<S, R>(var result) -> {
          return result;
        }
        case Attempt.Outrun<S, R>(var now) -> stored = now;
      }
    }
    throw new VersionConflict(item);
  }

  /// As [#settle], for work without a result.
  ///
  /// @param first what there is to do; empty if nothing
  /// @param step returns what is left to do after it
  /// @throws VersionConflict if something is left after [#ATTEMPTS_MAX] steps
  public static <S> void whileLeft(String item, Optional<S> first, Function<S, Optional<S>> step) {
    var left = first;
    for (int count = 0; left.isPresent(); count++) {
      if (count == ATTEMPTS_MAX) throw new VersionConflict(item);
      left = step.apply(left.get());
    }
  }

  /// The end of one attempt.
  ///
  /// @param <S> what is stored
  /// @param <R> the result
  public sealed interface Attempt<S, R> {
    /// The write was accepted, or there was nothing to write.
    record Settled<S, R>(R result) implements Attempt<S, R> {}

    /// Another writer was faster.
    ///
    /// @param stored what is stored now
    record Outrun<S, R>(S stored) implements Attempt<S, R> {}

    /// @param standing what is stored instead; empty if the write was accepted
    static <S, R> Attempt<S, R> written(R result, Optional<S> standing) {
      return standing.<Attempt<S, R>>map(Outrun::new).orElseGet(() -> new Settled<>(result));
    }
  }
}
