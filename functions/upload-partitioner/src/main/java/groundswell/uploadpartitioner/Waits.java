package groundswell.uploadpartitioner;

import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadKind;
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
/// first and then wakes those that wait, so that one of the two sees the other. It is waited for as
/// long as it comes further.
final class Waits {
  /// How long an upload of members is waited for that comes no further: its file is not sent, or
  /// what is left of it fails. Its rows are then as unknown as if it had not been.
  static final Duration STANDSTILL_MAX = Duration.ofHours(1);

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
    var givenUpAt =
        uploads.open(upload.tenant()).stream()
            .filter(other -> other.kind() == UploadKind.MEMBERS)
            .filter(other -> EARLIER_FIRST.compare(other, upload) < 0)
            .map(other -> uploads.progressedAt(other).plus(STANDSTILL_MAX))
            .filter(now::isBefore)
            .max(Comparator.naturalOrder());
    givenUpAt.ifPresent(at -> lookAgain(upload, waiting, now, Duration.between(now, at)));
    return givenUpAt.isPresent();
  }

  /// Whoever comes by, the bucket's message, the client's, or one that was woken, there is one
  /// chain of looks.
  private void lookAgain(Upload upload, Waiting waiting, Instant now, Duration left) {
    if (!uploads.needsLook(upload)) return;
    var pause = left.plusSeconds(1).compareTo(LOOK_EVERY) < 0 ? left.plusSeconds(1) : LOOK_EVERY;
    steps.wakeLater(new UploadReady(upload.tenant(), upload.id(), waiting.objectVersion()), pause);
    uploads.willLook(upload, now.plus(pause));
  }
}
