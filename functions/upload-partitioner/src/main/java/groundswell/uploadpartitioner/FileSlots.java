package groundswell.uploadpartitioner;

import groundswell.domain.uploads.Upload;
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

/// Decides whether a run over a file may begin. A tenant has a limited number of places, so that
/// its files which take long, or whose runs crash, leave places for other tenants. A file whose
/// runs crash is not read for ever. A run that crashed keeps its place until its timeout.
///
/// Each run records itself, then reads the other records; of concurrent runs, only the earliest
/// continue. Only a run that continued can crash because of its file.
final class FileSlots {
  /// One crash may have another cause than the file.
  static final int CRASHES_MAX = 2;

  /// How long an upload waits for a place before it is checked again: longer than any clock skew,
  /// so that checks do not overlap.
  static final Duration PAUSE = Duration.ofMinutes(2);

  /// How long a run may take to find out whether it has a place.
  private static final Duration LOOK_MAX = Duration.ofMinutes(1);

  static final int FILES_AT_ONCE = 5;
  static final int TIMEOUT_SECONDS = 900;

  private static final Comparator<Run> EARLIER_FIRST =
      Comparator.comparing(Run::begunAt).thenComparing(Run::id);

  private final UploadRuns runs;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int filesAtOnce;
  private final Duration longest;

  /// Runs that ended while the table did not answer. They would look like crashed ones.
  private final Queue<Run> notRemoved = new ConcurrentLinkedQueue<>();

  /// @param filesAtOnce how many files of one tenant are read at once
  /// @param longest how long a run may take
  FileSlots(
      UploadRuns runs,
      InstantSource clock,
      RandomGenerator random,
      int filesAtOnce,
      Duration longest) {
    this.runs = runs;
    this.clock = clock;
    this.random = random;
    this.filesAtOnce = filesAtOnce;
    this.longest = longest;
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
    for (var run = notRemoved.poll(); run != null; run = notRemoved.poll()) owed.add(run);
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
    if (died >= CRASHES_MAX) return ofThisFile == 0 ? new Place.Hopeless(died) : new Place.Taken();
    boolean isFree = before.size() < filesAtOnce && ofThisFile < runsOfAFile();
    return isFree ? new Place.Free(run.reading(now.plus(longest))) : new Place.Taken();
  }

  /// Further runs may begin while earlier ones are about to crash. A file may take at most half of
  /// the places, so that other files have theirs.
  private int runsOfAFile() {
    return Math.ceilDiv(filesAtOnce, 2);
  }

  /// Gives back the place of a run that has ended, now or before the next run begins.
  void leave(Run run) {
    try {
      runs.end(run);
    } catch (SdkException _) {
      notRemoved.add(run);
    }
  }

  sealed interface Place {
    record Free(Run run) implements Place {}

    /// The tenant has no place left, or the file is being read already.
    record Taken() implements Place {}

    /// @param died how many runs over the file crashed
    record Hopeless(long died) implements Place {}
  }
}
