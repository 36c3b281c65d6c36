package groundswell.activityloader;

import groundswell.domain.tenants.TenantRemovals;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.FileDropped;
import groundswell.platform.uploads.UploadCommand.PartitionCommand;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.PartitionReverted;
import groundswell.platform.uploads.UploadCommand.UploadAbandoned;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadCommand.UploadReverted;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Loads one partition of an upload, or takes it back: starts the next one, handles its own, and
/// ends the upload if it was the last. A worker that crashed may have taken each of these steps
/// before.
final class ActivityLoaderHandler implements BatchHandler<PartitionCommand> {
  private final Uploads uploads;
  private final UploadSteps steps;
  private final UploadObjects objects;
  private final MonthMerger months;
  private final MonthReverter reverter;
  private final MemberMerger members;
  private final LeaverMerger leavers;
  private final Completion completion;
  private final TenantRemovals removals;

  ActivityLoaderHandler(
      Uploads uploads,
      UploadSteps steps,
      UploadObjects objects,
      MonthMerger months,
      MonthReverter reverter,
      MemberMerger members,
      LeaverMerger leavers,
      Completion completion,
      TenantRemovals removals) {
    this.uploads = uploads;
    this.steps = steps;
    this.objects = objects;
    this.months = months;
    this.reverter = reverter;
    this.members = members;
    this.leavers = leavers;
    this.completion = completion;
    this.removals = removals;
  }

  @Override
  public List<PartitionCommand> decode(Message message) {
    return switch (UploadCommand.parse(message.body())) {
      case PartitionCommand partition -> List.of(partition);
      case FileDropped _,
          UploadReady _,
          UploadAbandoned _,
          UploadApplied _,
          UploadCancelled _,
          UploadReverted _ ->
          throw new PermanentFailure(
              PermanentFailure.UNDECODABLE,
              "this queue takes only partitions; send the message to the upload queue");
    };
  }

  @Override
  public String encode(PartitionCommand entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(PartitionCommand entry) {
    return entry;
  }

  /// Both mean the same.
  @Override
  public PartitionCommand merge(PartitionCommand one, PartitionCommand other) {
    return one;
  }

  @Override
  public Consumer<PartitionCommand> open(Collection<PartitionCommand> entries) {
    return this::handle;
  }

  private void handle(PartitionCommand command) {
    switch (command) {
      case PartitionReady ready -> find(ready).ifPresent(upload -> load(upload, ready.partition()));
      case PartitionReverted reverted ->
          find(reverted).ifPresent(upload -> revert(upload, reverted.partition()));
    }
  }

  /// A partition of an upload that is being taken back has nothing to load: the reversal handles
  /// every partition.
  private void load(Upload upload, int partition) {
    switch (upload.state()) {
      case Storing storing -> {
        startNext(upload, storing, partition);
        load(upload, storing, partition);
      }
      case UploadState.Reverting _ -> {}
      case UploadState.Completed _,
          UploadState.Refused _,
          UploadState.Cancelled _,
          UploadState.Reverted _,
          UploadState.Abandoned _ ->
          steps.end(upload);
      case UploadState.Created _,
          UploadState.Waiting _,
          UploadState.Checking _,
          UploadState.Undecided _,
          UploadState.Checked _ ->
          throw unexpected(upload);
    }
  }

  private void revert(Upload upload, int partition) {
    switch (upload.state()) {
      case Reverting reverting -> {
        startNext(upload, reverting.plan(), partition);
        revert(upload, reverting, partition);
      }
      case UploadState.Cancelled _, UploadState.Reverted _ -> steps.end(upload);
      case UploadState.Created _,
          UploadState.Waiting _,
          UploadState.Checking _,
          UploadState.Undecided _,
          UploadState.Checked _,
          UploadState.Storing _,
          UploadState.Completed _,
          UploadState.Refused _,
          UploadState.Abandoned _ ->
          throw unexpected(upload);
    }
  }

  private static IllegalStateException unexpected(Upload upload) {
    return new IllegalStateException(
        "upload %s is %s, but a message for one of its partitions arrived"
            .formatted(upload.id(), upload.state().label()));
  }

  /// Keeps the number of partitions in flight, so that no upload fills the queue. A worker that
  /// crashes between the two steps sends the message again on its retry. That does no harm: a
  /// partition with a result is not handled again, and its own next partition is marked as sent.
  private void startNext(Upload upload, Storing plan, int partition) {
    int next = partition + plan.outstanding();
    if (next >= plan.partitions() || uploads.isSent(upload, next)) return;
    steps.sendPartitions(upload, IntStream.of(next));
    uploads.markSent(upload, next);
  }

  private void load(Upload upload, Storing storing, int partition) {
    if (!uploads.results(upload.tenant(), upload.id()).containsKey(partition)) {
      var rows = new PartitionRows(objects, upload, storing, partition);
      var counts =
          switch (upload.kind()) {
            case ACTIVITY -> months.merge(rows);
            case MEMBERS ->
                Optional.of(RowCounts.left(leavers.remove(rows)).plus(members.merge(rows)));
          };
      if (counts.isEmpty()) return;
      uploads.putResult(upload.tenant(), upload.id(), partition, counts.get());
    }
    completion.completeIfDone(upload, storing);
  }

  private void revert(Upload upload, Reverting reverting, int partition) {
    if (!uploads.reversals(upload.tenant(), upload.id()).containsKey(partition)) {
      var rows = new PartitionRows(objects, upload, reverting.plan(), partition);
      uploads.putReversal(upload.tenant(), upload.id(), partition, reverter.revert(rows));
    }
    completion.endIfDone(upload, reverting);
  }

  /// @return empty if the tenant is removed. That is looked up last, because an upload that is
  ///     erased meanwhile belongs to a tenant that was marked before
  private Optional<Upload> find(PartitionCommand partition) {
    var upload = uploads.find(partition.tenant(), partition.upload());
    if (removals.isRemoved(partition.tenant())) return Optional.empty();
    if (upload.isEmpty())
      throw new PermanentFailure(
          "unknown-upload",
          "tenant %s has no upload %s".formatted(partition.tenant(), partition.upload()));
    return upload;
  }
}
