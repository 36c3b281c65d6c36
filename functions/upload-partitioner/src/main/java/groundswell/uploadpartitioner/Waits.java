package groundswell.uploadpartitioner;

import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadKind;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadSteps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;

/// Whether an upload of activity has to wait: an earlier upload of members may still register whom
/// it speaks of. It was marked as waiting before; whoever ends an upload of members marks that
/// first and then wakes those that wait, so that one of the two sees the other.
final class Waits {
  /// How long an upload of members is waited for whose file is not sent.
  static final Duration FILE_MISSING_MAX = Duration.ofHours(1);

  /// How long any other is waited for: as long as its messages can live, the last of them in a
  /// dead-letter queue.
  static final Duration UNENDED_MAX = Duration.ofDays(14);

  /// How often a waiting upload looks again at least: nobody tells that another goes no further.
  private static final Duration LOOK_EVERY = MessageSender.DELAY_MAX;

  private static final Comparator<Upload> EARLIER_FIRST =
      Comparator.comparing(Upload::createdAt).thenComparing(Upload::id);

  private final Uploads uploads;
  private final UploadSteps steps;
  private final InstantSource clock;

  Waits(Uploads uploads, UploadSteps steps, InstantSource clock) {
    this.uploads = uploads;
    this.steps = steps;
    this.clock = clock;
  }

  boolean mustWait(Upload upload, Waiting waiting) {
    var now = clock.instant();
    var awaited =
        uploads.open(upload.tenant()).stream()
            .filter(other -> other.kind() == UploadKind.MEMBERS)
            .filter(other -> EARLIER_FIRST.compare(other, upload) < 0)
            .filter(other -> !isGivenUp(other, now))
            .toList();
    awaited.stream()
        .map(other -> Duration.between(now, giveUpAt(other)).plusSeconds(1))
        .max(Comparator.naturalOrder())
        .ifPresent(left -> lookAgain(upload, waiting, left));
    return !awaited.isEmpty();
  }

  private void lookAgain(Upload upload, Waiting waiting, Duration left) {
    steps.wakeLater(
        new UploadReady(upload.tenant(), upload.id(), waiting.objectVersion()),
        left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
  }

  private static boolean isGivenUp(Upload upload, Instant now) {
    return !now.isBefore(giveUpAt(upload));
  }

  private static Instant giveUpAt(Upload upload) {
    boolean missing = upload.state() instanceof UploadState.Created;
    return upload.createdAt().plus(missing ? FILE_MISSING_MAX : UNENDED_MAX);
  }
}
