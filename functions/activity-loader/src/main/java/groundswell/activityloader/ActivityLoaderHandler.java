package groundswell.activityloader;

import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Loading;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.uploads.DynamoDbUploads;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Takes one partition of an upload: starts the next one, merges its own, and completes the upload
/// if it was the last. Each step may have been taken before by a worker that died.
final class ActivityLoaderHandler implements BatchHandler<PartitionMessage> {
  private final Uploads uploads;
  private final UploadSteps steps;
  private final UploadObjects objects;
  private final MonthMerger months;
  private final MemberMerger members;
  private final Completion completion;

  ActivityLoaderHandler(FunctionEnvironment environment) {
    uploads = new DynamoDbUploads(environment);
    steps = new UploadSteps(environment, uploads);
    objects = new UploadObjects(environment);
    months = new MonthMerger(environment);
    members = new MemberMerger(environment);
    completion = new Completion(uploads, steps, environment.clock());
  }

  @Override
  public List<PartitionMessage> decode(Message message) {
    return switch (UploadCommand.parse(message.body())) {
      case PartitionReady partition -> List.of(new PartitionMessage(partition, message.id()));
      case UploadReady _ ->
          throw new PermanentFailure(
              Envelope.UNDECODABLE, "an upload does not belong into this queue");
    };
  }

  @Override
  public String encode(PartitionMessage entry) {
    return entry.partition().message();
  }

  @Override
  public Object keyOf(PartitionMessage entry) {
    return entry.partition();
  }

  @Override
  public PartitionMessage merge(PartitionMessage one, PartitionMessage other) {
    return one.id().compareTo(other.id()) <= 0 ? one : other;
  }

  @Override
  public Consumer<PartitionMessage> open(Collection<PartitionMessage> entries) {
    return this::handle;
  }

  private void handle(PartitionMessage message) {
    var partition = message.partition();
    var upload = find(partition);
    switch (upload.state()) {
      case Loading loading -> {
        startNext(upload, loading, message);
        load(upload, loading, partition.partition());
      }
      case UploadState.Completed _, UploadState.Refused _ -> steps.end(upload);
      case UploadState.Created _, UploadState.Waiting _, UploadState.Validating _ ->
          throw new IllegalStateException(
              "upload %s is %s, but has partitions".formatted(upload.id(), upload.state().label()));
    }
  }

  /// Keeps as many partitions on their way as there were, so that no upload fills the queue.
  private void startNext(Upload upload, Loading loading, PartitionMessage message) {
    int next = message.partition().partition() + loading.outstanding();
    if (next < loading.partitions()
        && uploads.claimSend(upload.tenant(), upload.id(), next, message.id())) {
      steps.sendPartitions(upload, IntStream.of(next));
    }
  }

  private void load(Upload upload, Loading loading, int partition) {
    if (!uploads.results(upload.tenant(), upload.id()).containsKey(partition)) {
      var rows = new PartitionRows(objects, upload, loading, partition);
      var counts =
          switch (upload.kind()) {
            case ACTIVITY -> months.merge(rows);
            case MEMBERS -> members.merge(rows);
          };
      uploads.putResult(upload.tenant(), upload.id(), partition, counts);
    }
    completion.completeIfDone(upload, loading);
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
