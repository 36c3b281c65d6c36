package groundswell.platform.uploads;

import groundswell.domain.events.Bus;
import groundswell.domain.events.Event.UploadChanged;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.TenantId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.PartitionReverted;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Moves uploads to their next state, and announces it. Each step is idempotent: after a crash at
/// any point it can be taken again.
public final class UploadSteps {
  private final Uploads uploads;
  private final Bus bus;
  private final MessageSender sender;
  private final String uploadQueueUrl;
  private final String partitionQueueUrl;

  public UploadSteps(
      Uploads uploads,
      Bus bus,
      MessageSender sender,
      String uploadQueueUrl,
      String partitionQueueUrl) {
    this.uploads = uploads;
    this.bus = bus;
    this.sender = sender;
    this.uploadQueueUrl = uploadQueueUrl;
    this.partitionQueueUrl = partitionQueueUrl;
  }

  /// Moves an upload to its next state; see [#replace].
  public boolean advance(Upload upload, UploadState next) {
    return replace(upload, upload.in(next));
  }

  /// Replaces an upload, if it was not changed since it was read, and announces its state.
  ///
  /// @return false if the upload was changed since it was read
  public boolean replace(Upload before, Upload next) {
    boolean moved = uploads.replace(before, next);
    if (moved) announce(next);
    return moved;
  }

  /// Completes the end of an upload. It does so every time: the worker that ended the upload may
  /// have crashed before it announced the end.
  public void end(Upload upload) {
    uploads.advance(upload, upload.state());
    announce(upload);
  }

  private void announce(Upload upload) {
    var state = upload.state();
    bus.publish(
        List.of(
            new UploadChanged(upload.tenant(), upload.id(), state.label(), upload.isReported())));
    if (upload.kind() == FileKind.MEMBERS && !upload.storesByItself()) wakeWaiting(upload.tenant());
  }

  /// Sends the messages for partitions: to merge them, or to take them back if the upload is being
  /// taken back.
  public void sendPartitions(Upload upload, IntStream partitions) {
    boolean reverts = upload.state() instanceof UploadState.Reverting;
    sender.sendAll(
        partitionQueueUrl,
        partitions
            .mapToObj(
                number ->
                    reverts
                        ? new PartitionReverted(upload.tenant(), upload.id(), number).message()
                        : new PartitionReady(upload.tenant(), upload.id(), number).message())
            .toList());
  }

  /// Has a waiting upload, or a file that waits to become one, looked at again after a delay.
  public void wakeLater(UploadCommand waiting, Duration delay) {
    sender.sendLater(uploadQueueUrl, waiting.message(), delay);
  }

  /// Has the uploads that wait for members checked again.
  private void wakeWaiting(TenantId tenant) {
    for (var upload : uploads.open(tenant)) {
      if (upload.state() instanceof UploadState.Waiting(_, var version)) {
        sender.send(uploadQueueUrl, new UploadReady(tenant, upload.id(), version).message());
      }
    }
  }
}
