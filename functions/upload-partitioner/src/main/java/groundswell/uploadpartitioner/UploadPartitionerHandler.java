package groundswell.uploadpartitioner;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadKind;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Takes an upload from its arrival to the messages for its partitions. The state is read first,
/// and tells what is left to do, so that the same message again does no harm.
final class UploadPartitionerHandler implements BatchHandler<UploadReady> {
  /// More than there are states, each of which is left at most once.
  private static final int STEPS_MAX = 10;

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
    var left = Optional.of(find(ready));
    for (int step = 0; left.isPresent(); step++) {
      if (step == STEPS_MAX) throw new VersionConflict("upload " + ready.upload());
      left = step(left.get(), ready);
    }
  }

  /// @return the upload as it stands then, if there is more to do
  private Optional<Upload> step(Upload upload, UploadReady ready) {
    return switch (upload.state()) {
      case Created() -> advance(upload, accepted(upload.kind(), ready.objectVersion()));
      case Waiting waiting ->
          waits.mustWait(upload, waiting)
              ? Optional.empty()
              : advance(upload, new Validating(waiting.acceptedAt(), waiting.objectVersion()));
      case Validating validating -> advance(upload, partitioning.run(upload, validating));
      case Loading loading -> {
        sendFirstPartitions(upload, loading);
        yield Optional.empty();
      }
      case UploadState.Completed _, UploadState.Refused _ -> {
        steps.end(upload);
        yield Optional.empty();
      }
    };
  }

  /// Fixes when the upload was accepted, once for all attempts.
  private UploadState accepted(UploadKind kind, String objectVersion) {
    Instant now = clock.instant();
    return switch (kind) {
      case ACTIVITY -> new Waiting(now, objectVersion);
      case MEMBERS -> new Validating(now, objectVersion);
    };
  }

  /// Goes on with what was decided, or with what another run was first to decide.
  private Optional<Upload> advance(Upload upload, UploadState next) {
    if (!steps.advance(upload, next)) return Optional.of(find(upload.tenant(), upload.id()));
    return next.ended() ? Optional.empty() : Optional.of(upload.in(next));
  }

  private void sendFirstPartitions(Upload upload, Loading loading) {
    steps.sendPartitions(
        upload, IntStream.range(0, Math.min(loading.outstanding(), loading.partitions())));
  }

  private Upload find(UploadReady ready) {
    return find(ready.tenant(), ready.upload());
  }

  private Upload find(TenantId tenant, UploadId id) {
    return uploads
        .find(tenant, id)
        .orElseThrow(
            () ->
                new PermanentFailure(
                    "unknown-upload", "tenant %s has no upload %s".formatted(tenant, id)));
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
