package groundswell.uploadpartitioner;

import groundswell.domain.uploads.Upload;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadRuns;
import groundswell.platform.uploads.UploadRuns.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/// Whether a run over a file may begin. A tenant has some places of all that there are, so that
/// files which take long, or whose runs die, leave others theirs; and a file whose runs died is not
/// read for ever. A run that died keeps its place until it would have been ended.
///
/// Each run is noted first, and looks then: of those that begin at once only the earliest go on.
/// Only one that went on can die of its file.
final class Places {
  /// Once may be bad luck.
  static final int DEATHS_MAX = 2;

  /// How long a run waits for a place before it looks again. It is longer than clocks differ, so
  /// that one look is told from another's.
  static final Duration PAUSE = Duration.ofMinutes(2);

  /// How long a run may take to look for its place.
  private static final Duration LOOK_MAX = Duration.ofMinutes(1);

  private static final int FILES_AT_ONCE = 5;
  private static final int TIMEOUT_SECONDS = 900;

  private static final Comparator<Run> EARLIER_FIRST =
      Comparator.comparing(Run::begunAt).thenComparing(Run::id);

  private final UploadRuns runs;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int filesAtOnce;
  private final Duration longest;

  /// Those that ended while the table did not answer; they would look like dead ones.
  private final Queue<Run> notStruckOut = new ConcurrentLinkedQueue<>();

  Places(FunctionEnvironment environment) {
    runs = new UploadRuns(environment);
    clock = environment.clock();
    random = environment.random();
    filesAtOnce = environment.number("TENANT_FILES_AT_ONCE", 1, FILES_AT_ONCE);
    longest = Duration.ofSeconds(environment.number("TIMEOUT_SECONDS", 1, TIMEOUT_SECONDS));
  }

  /// Takes a place for a run that begins now.
  Place take(Upload upload) {
    strikeOut();
    var now = clock.instant();
    var id = HexFormat.of().toHexDigits(random.nextLong());
    var run = new Run(upload.tenant(), upload.id(), id, now, now.plus(LOOK_MAX), false);
    runs.note(run);
    var place = place(run, runs.of(upload.tenant()), now);
    if (place instanceof Place.Free(var reading)) runs.note(reading);
    else leave(run);
    return place;
  }

  private void strikeOut() {
    var owed = new ArrayList<Run>();
    for (var run = notStruckOut.poll(); run != null; run = notStruckOut.poll()) owed.add(run);
    owed.forEach(this::leave);
  }

  private Place place(Run run, List<Run> all, Instant now) {
    var before =
        all.stream()
            .filter(other -> !other.until().isBefore(now))
            .filter(other -> EARLIER_FIRST.compare(other, run) < 0)
            .toList();
    long ofThisFile = before.stream().filter(other -> other.upload().equals(run.upload())).count();
    long died =
        all.stream()
            .filter(other -> other.upload().equals(run.upload()))
            .filter(other -> other.reads() && other.until().isBefore(now))
            .count();
    if (died >= DEATHS_MAX) return ofThisFile == 0 ? new Place.Hopeless(died) : new Place.Taken();
    boolean isFree = before.size() < filesAtOnce && ofThisFile < runsOfAFile();
    return isFree ? new Place.Free(run.reading(now.plus(longest))) : new Place.Taken();
  }

  /// Further runs may follow those that are about to die; more than half of the places would keep
  /// other files from theirs.
  private int runsOfAFile() {
    return Math.ceilDiv(filesAtOnce, 2);
  }

  /// Gives back the place of a run that came to its end, now or before the next one.
  void leave(Run run) {
    try {
      runs.end(run);
    } catch (SdkException _) {
      notStruckOut.add(run);
    }
  }

  sealed interface Place {
    record Free(Run run) implements Place {}

    /// The tenant has no place left, or the file is read already.
    record Taken() implements Place {}

    /// @param died how many runs over the file ended without a word
    record Hopeless(long died) implements Place {}
  }
}
