package groundswell.platform.uploads;

import groundswell.domain.events.Bus;
import groundswell.domain.events.Event.UploadChanged;
import groundswell.domain.ids.TenantId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadKind;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.events.EventBridgeBus;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Moves uploads on, and tells those who wait for it. Each step may be taken again after a death at
/// any point in it.
public final class UploadSteps {
  private final Uploads uploads;
  private final Bus bus;
  private final MessageSender sender;
  private final String uploadQueueUrl;
  private final String partitionQueueUrl;

  public UploadSteps(FunctionEnvironment environment, Uploads uploads) {
    this.uploads = uploads;
    bus = new EventBridgeBus(environment);
    sender = new MessageSender(environment);
    uploadQueueUrl = environment.require("UPLOAD_QUEUE_URL");
    partitionQueueUrl = environment.require("PARTITION_QUEUE_URL");
  }

  /// Moves an upload on, if it is still in the state that it was read in, and tells it.
  ///
  /// @return false if it has moved on since it was read
  public boolean advance(Upload upload, UploadState next) {
    boolean moved = uploads.advance(upload, next);
    if (moved) tell(upload.in(next));
    return moved;
  }

  /// Sees to the end of an upload that has ended, every time: whoever brought it about may have
  /// died before it was told.
  public void end(Upload upload) {
    uploads.advance(upload, upload.state());
    tell(upload);
  }

  private void tell(Upload upload) {
    var state = upload.state();
    bus.publish(List.of(new UploadChanged(upload.tenant(), upload.id(), state.label())));
    if (state.ended() && upload.kind() == UploadKind.MEMBERS) wakeWaiting(upload.tenant());
  }

  public void sendPartitions(Upload upload, IntStream partitions) {
    sender.sendAll(
        partitionQueueUrl,
        partitions
            .mapToObj(number -> new PartitionReady(upload.tenant(), upload.id(), number).message())
            .toList());
  }

  /// Looks at a waiting upload again after a while.
  public void wakeLater(UploadReady upload, Duration delay) {
    sender.sendLater(uploadQueueUrl, upload.message(), delay);
  }

  /// Lets the uploads that wait for members look again whether they still have to.
  private void wakeWaiting(TenantId tenant) {
    for (var upload : uploads.open(tenant)) {
      if (upload.state() instanceof UploadState.Waiting(_, var version)) {
        sender.send(uploadQueueUrl, new UploadReady(tenant, upload.id(), version).message());
      }
    }
  }
}
