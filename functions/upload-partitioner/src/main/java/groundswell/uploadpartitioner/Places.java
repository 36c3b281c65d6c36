package groundswell.uploadpartitioner;

import groundswell.domain.uploads.Upload;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadRuns;
import groundswell.platform.uploads.UploadRuns.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Whether a run over a file may begin. A tenant has some places of all that there are, so that
/// files which take long, or whose runs die, leave others theirs; and a file whose runs died is not
/// read for ever. A run that died keeps its place until it would have been ended.
///
/// Each run is noted first, and looks then: of those that begin at once only the earliest go on.
final class Places {
  /// Once may be bad luck.
  static final int DEATHS_MAX = 2;

  /// How long a run waits for a place before it looks again.
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final int FILES_AT_ONCE = 5;
  private static final int TIMEOUT_SECONDS = 900;

  private static final Comparator<Run> EARLIER_FIRST =
      Comparator.comparing(Run::until).thenComparing(Run::id);

  private final UploadRuns runs;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int filesAtOnce;
  private final Duration longest;

  Places(FunctionEnvironment environment) {
    runs = new UploadRuns(environment);
    clock = environment.clock();
    random = environment.random();
    filesAtOnce = environment.number("TENANT_FILES_AT_ONCE", 1, FILES_AT_ONCE);
    longest = Duration.ofSeconds(environment.number("TIMEOUT_SECONDS", 1, TIMEOUT_SECONDS));
  }

  /// Takes a place for a run that begins now.
  Place take(Upload upload) {
    var now = clock.instant();
    var id = HexFormat.of().toHexDigits(random.nextLong());
    var run = new Run(upload.tenant(), upload.id(), id, now.plus(longest));
    runs.begin(run);
    var all = runs.of(upload.tenant());
    var place = place(run, all, now);
    if (!(place instanceof Place.Free)) runs.end(run);
    return place;
  }

  private Place place(Run run, List<Run> all, Instant now) {
    long died =
        all.stream()
            .filter(other -> other.upload().equals(run.upload()))
            .filter(other -> other.until().isBefore(now))
            .count();
    if (died >= DEATHS_MAX) return new Place.Hopeless(died);
    long before =
        all.stream()
            .filter(other -> !other.until().isBefore(now))
            .filter(other -> EARLIER_FIRST.compare(other, run) < 0)
            .count();
    return before < filesAtOnce ? new Place.Free(run) : new Place.Taken();
  }

  /// Gives back the place of a run that came to its end.
  void leave(Run run) {
    runs.end(run);
  }

  sealed interface Place {
    record Free(Run run) implements Place {}

    /// The tenant has no place left.
    record Taken() implements Place {}

    /// @param died how many runs over the file ended without a word
    record Hopeless(long died) implements Place {}
  }
}
