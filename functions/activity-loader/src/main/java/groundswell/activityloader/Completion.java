package groundswell.activityloader;

import groundswell.domain.activity.Reversal;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.uploads.UploadSteps;
import java.time.InstantSource;
import java.util.Optional;

/// Completes an upload whose partitions all have results. Every worker checks after it has stored
/// its own result, so that the last one sees all, and a retry checks again.
final class Completion {
  private final Uploads uploads;
  private final UploadSteps steps;
  private final InstantSource clock;

  Completion(Uploads uploads, UploadSteps steps, InstantSource clock) {
    this.uploads = uploads;
    this.steps = steps;
    this.clock = clock;
  }

  void completeIfDone(Upload upload, Storing storing) {
    var results = uploads.results(upload.tenant(), upload.id());
    if (results.size() < storing.partitions()) return;
    var loaded = results.values().stream().reduce(RowCounts.ZERO, RowCounts::plus);
    var completed =
        new Completed(
            storing.acceptedAt(),
            clock.instant(),
            loaded.plus(new RowCounts(0, 0, 0, storing.rejected())),
            storing.rejectedByCode(),
            storing.rejects(),
            Optional.of(storing));
    if (!steps.advance(upload, completed)) endAgain(upload);
  }

  /// The same for an upload that is taken back.
  void endIfDone(Upload upload, Reverting reverting) {
    var done = uploads.reversals(upload.tenant(), upload.id());
    if (done.size() < reverting.plan().partitions()) return;
    var counts = done.values().stream().reduce(Reversal.NONE, Reversal::plus);
    if (!steps.advance(upload, reverting.ended(clock.instant(), counts))) endAgain(upload);
  }

  /// Another worker was faster, and may have crashed before it announced the end; or this worker's
  /// own write was sent twice.
  private void endAgain(Upload upload) {
    uploads
        .find(upload.tenant(), upload.id())
        .filter(stored -> stored.state().ended())
        .ifPresent(steps::end);
  }
}
