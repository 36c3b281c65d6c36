package groundswell.uploadpartitioner;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Loading;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import groundswell.platform.uploads.DynamoDbUploads;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadSteps;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Takes an upload from its arrival to the messages for its partitions. The state is read first,
/// and tells what is left to do, so that the same message again does no harm.
final class UploadPartitionerHandler implements BatchHandler<UploadReady> {
  private final Uploads uploads;
  private final UploadSteps steps;
  private final Waits waits;
  private final Partitioning partitioning;
  private final InstantSource clock;

  UploadPartitionerHandler(FunctionEnvironment environment) {
    uploads = new DynamoDbUploads(environment);
    steps = new UploadSteps(environment, uploads);
    waits = new Waits(uploads, steps, environment.clock());
    partitioning = new Partitioning(environment, uploads);
    clock = environment.clock();
  }

  @Override
  public List<UploadReady> decode(Message message) {
    var body = parse(message.body());
    if (ObjectCreated.isFromS3(body)) return ObjectCreated.uploads(body);
    return switch (UploadCommand.parse(message.body())) {
      case UploadReady ready -> List.of(ready);
      case PartitionReady _ ->
          throw new PermanentFailure(
              Envelope.UNDECODABLE, "a partition does not belong into this queue");
    };
  }

  @Override
  public String encode(UploadReady entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(UploadReady entry) {
    return new Key(entry.tenant(), entry.upload());
  }

  /// An upload is sent once, so that both say the same.
  @Override
  public UploadReady merge(UploadReady one, UploadReady other) {
    return one.objectVersion().compareTo(other.objectVersion()) <= 0 ? one : other;
  }

  @Override
  public Consumer<UploadReady> open(Collection<UploadReady> entries) {
    return this::handle;
  }

  private void handle(UploadReady ready) {
    var upload = find(ready);
    switch (upload.state()) {
      case Created() -> arrive(upload, ready.objectVersion());
      case Waiting waiting -> validateUnlessBlocked(upload, waiting);
      case Validating validating -> partition(upload, validating);
      case Loading loading -> sendFirstPartitions(upload, loading);
      case UploadState.Completed ended -> steps.advance(upload, ended);
      case UploadState.Refused ended -> steps.advance(upload, ended);
    }
  }

  /// Fixes when the upload was accepted, once for all attempts.
  private void arrive(Upload upload, String objectVersion) {
    Instant now = clock.instant();
    steps.advance(
        upload,
        switch (upload.kind()) {
          case ACTIVITY -> new Waiting(now, objectVersion);
          case MEMBERS -> new Validating(now, objectVersion);
        });
    handle(new UploadReady(upload.tenant(), upload.id(), objectVersion));
  }

  private void validateUnlessBlocked(Upload upload, Waiting waiting) {
    if (waits.mustWait(upload, waiting)) return;
    var validating = new Validating(waiting.acceptedAt(), waiting.objectVersion());
    steps.advance(upload, validating);
    partition(upload, validating);
  }

  private void partition(Upload upload, Validating validating) {
    var next = partitioning.run(upload, validating);
    steps.advance(upload, next);
    if (next instanceof Loading) {
      handle(new UploadReady(upload.tenant(), upload.id(), validating.objectVersion()));
    }
  }

  private void sendFirstPartitions(Upload upload, Loading loading) {
    steps.sendPartitions(
        upload, IntStream.range(0, Math.min(loading.outstanding(), loading.partitions())));
  }

  private Upload find(UploadReady ready) {
    return uploads
        .find(ready.tenant(), ready.upload())
        .orElseThrow(
            () ->
                new PermanentFailure(
                    "unknown-upload",
                    "tenant %s has no upload %s".formatted(ready.tenant(), ready.upload())));
  }

  private static JsonObject parse(String body) {
    try {
      return JsonObject.parse(body);
    } catch (InvalidJson e) {
      throw new PermanentFailure(Envelope.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private record Key(TenantId tenant, UploadId upload) {}
}
