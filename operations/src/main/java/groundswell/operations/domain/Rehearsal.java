package groundswell.operations.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A rehearsal handles some failures again with every write discarded, to predict the result of a
/// redrive.
///
/// @param samples how many failures at most
/// @param asked the failures chosen; empty until the replayer has chosen them
/// @param verdicts their results; empty while some are missing
public record Rehearsal(
    String id,
    FailureFilter filter,
    String by,
    Instant askedAt,
    int samples,
    List<FailureId> asked,
    Optional<List<Verdict>> verdicts) {
  public static final int SAMPLES_MAX = 20;

  public Rehearsal {
    asked = List.copyOf(asked);
    verdicts = verdicts.map(List::copyOf);
    if (samples < 1 || samples > SAMPLES_MAX)
      throw new IllegalArgumentException(
          "%d samples are not in 1..%d".formatted(samples, SAMPLES_MAX));
  }

  /// A new rehearsal, not yet started.
  public static Rehearsal of(
      String id, FailureFilter filter, String by, Instant askedAt, int samples) {
    return new Rehearsal(id, filter, by, askedAt, samples, List.of(), Optional.empty());
  }

  public Rehearsal asking(List<FailureId> some) {
    return new Rehearsal(id, filter, by, askedAt, samples, some, verdicts);
  }

  public Rehearsal with(List<Verdict> found) {
    return new Rehearsal(id, filter, by, askedAt, samples, asked, Optional.of(found));
  }

  /// The predicted outcome of one failure.
  ///
  /// @param failed why it would fail again; empty if it would succeed
  /// @param writes what would be written, for example `UpdateItem PROGRESS#…`
  public record Verdict(FailureId failure, Optional<String> failed, List<String> writes) {
    public Verdict {
      writes = List.copyOf(writes);
    }
  }
}
