package groundswell.uploadpartitioner;

import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadSteps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;

/// Decides whether an upload of activity or a complete file of members has to wait: an earlier
/// upload of members may still register members. The upload was marked as waiting before. A worker
/// that ends an upload of members first marks it as ended and then wakes the waiting uploads, so
/// that one of the two sees the other. An upload is waited for only while it makes progress by
/// itself.
final class UploadPrecedence {
  /// How long to wait for an upload of members that makes no progress, because its file does not
  /// arrive or its partitions fail. After that its members count as unknown.
  static final Duration STANDSTILL_MAX = Duration.ofHours(1);

  /// How often a waiting upload is checked at least: nothing announces that another upload is
  /// stuck.
  private static final Duration LOOK_EVERY = MessageSender.DELAY_MAX;

  private static final Comparator<Upload> EARLIER_FIRST =
      Comparator.comparing(Upload::createdAt).thenComparing(Upload::id);

  private final Uploads uploads;
  private final UploadSteps steps;
  private final InstantSource clock;

  UploadPrecedence(Uploads uploads, UploadSteps steps, InstantSource clock) {
    this.uploads = uploads;
    this.steps = steps;
    this.clock = clock;
  }

  boolean mustWait(Upload upload, Waiting waiting) {
    var now = clock.instant();
    var givenUpAt =
        uploads.open(upload.tenant()).stream()
            .filter(other -> other.kind() == FileKind.MEMBERS)
            .filter(Upload::storesByItself)
            .filter(other -> mayBeEarlier(other, upload, waiting))
            .map(other -> uploads.progressedAt(other).plus(STANDSTILL_MAX))
            .filter(now::isBefore)
            .max(Comparator.naturalOrder());
    givenUpAt.ifPresent(at -> lookAgain(upload, waiting, now, Duration.between(now, at)));
    return givenUpAt.isPresent();
  }

  /// A complete file waits for all files that may have arrived before it, whenever they were
  /// announced. Of two complete files the one that arrived first goes on.
  private static boolean mayBeEarlier(Upload other, Upload upload, Waiting waiting) {
    if (!upload.leavers().isComplete()) return EARLIER_FIRST.compare(other, upload) < 0;
    if (!(other.state() instanceof Waiting(var at, _)))
      return other.createdAt().isBefore(waiting.acceptedAt());
    int order = at.compareTo(waiting.acceptedAt());
    return order < 0 || (order == 0 && other.id().compareTo(upload.id()) < 0);
  }

  /// Whichever message arrives, from the bucket, the client or a wake-up, there is one chain of
  /// checks.
  private void lookAgain(Upload upload, Waiting waiting, Instant now, Duration left) {
    if (!uploads.needsLook(upload)) return;
    var pause = left.plusSeconds(1).compareTo(LOOK_EVERY) < 0 ? left.plusSeconds(1) : LOOK_EVERY;
    steps.wakeLater(new UploadReady(upload.tenant(), upload.id(), waiting.objectVersion()), pause);
    uploads.willLook(upload, now.plus(pause));
  }
}
