package groundswell.activityloader;

import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.FileDropped;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadAbandoned;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Loads one partition of an upload: starts the next one, merges its own, and completes the upload
/// if it was the last. A worker that crashed may have taken each of these steps before.
final class ActivityLoaderHandler implements BatchHandler<PartitionReady> {
  private final Uploads uploads;
  private final UploadSteps steps;
  private final UploadObjects objects;
  private final MonthMerger months;
  private final MemberMerger members;
  private final Completion completion;

  ActivityLoaderHandler(
      Uploads uploads,
      UploadSteps steps,
      UploadObjects objects,
      MonthMerger months,
      MemberMerger members,
      Completion completion) {
    this.uploads = uploads;
    this.steps = steps;
    this.objects = objects;
    this.months = months;
    this.members = members;
    this.completion = completion;
  }

  @Override
  public List<PartitionReady> decode(Message message) {
    return switch (UploadCommand.parse(message.body())) {
      case PartitionReady partition -> List.of(partition);
      case FileDropped _, UploadReady _, UploadAbandoned _, UploadApplied _, UploadCancelled _ ->
          throw new PermanentFailure(
              PermanentFailure.UNDECODABLE,
              "this queue takes only partitions; send the message to the upload queue");
    };
  }

  @Override
  public String encode(PartitionReady entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(PartitionReady entry) {
    return entry;
  }

  /// Both mean the same.
  @Override
  public PartitionReady merge(PartitionReady one, PartitionReady other) {
    return one;
  }

  @Override
  public Consumer<PartitionReady> open(Collection<PartitionReady> entries) {
    return this::handle;
  }

  private void handle(PartitionReady partition) {
    var upload = find(partition);
    switch (upload.state()) {
      case Storing storing -> {
        startNext(upload, storing, partition.partition());
        load(upload, storing, partition.partition());
      }
      case UploadState.Completed _,
          UploadState.Refused _,
          UploadState.Cancelled _,
          UploadState.Abandoned _ ->
          steps.end(upload);
      case UploadState.Created _,
          UploadState.Waiting _,
          UploadState.Checking _,
          UploadState.Undecided _,
          UploadState.Checked _ ->
          throw new IllegalStateException(
              "upload %s is %s, but a message for one of its partitions arrived"
                  .formatted(upload.id(), upload.state().label()));
    }
  }

  /// Keeps the number of partitions in flight, so that no upload fills the queue. A worker that
  /// crashes between the two steps sends the message again on its retry. That does no harm: a
  /// partition with a result is not merged again, and its own next partition is marked as sent.
  private void startNext(Upload upload, Storing storing, int partition) {
    int next = partition + storing.outstanding();
    if (next >= storing.partitions() || uploads.isSent(upload.tenant(), upload.id(), next)) return;
    steps.sendPartitions(upload, IntStream.of(next));
    uploads.markSent(upload.tenant(), upload.id(), next);
  }

  private void load(Upload upload, Storing storing, int partition) {
    if (!uploads.results(upload.tenant(), upload.id()).containsKey(partition)) {
      var rows = new PartitionRows(objects, upload, storing, partition);
      var counts =
          switch (upload.kind()) {
            case ACTIVITY -> months.merge(rows);
            case MEMBERS -> members.merge(rows);
          };
      uploads.putResult(upload.tenant(), upload.id(), partition, counts);
    }
    completion.completeIfDone(upload, storing);
  }

  private Upload find(PartitionReady partition) {
    return uploads
        .find(partition.tenant(), partition.upload())
        .orElseThrow(
            () ->
                new PermanentFailure(
                    "unknown-upload",
                    "tenant %s has no upload %s"
                        .formatted(partition.tenant(), partition.upload())));
  }
}
