package groundswell.uploadpartitioner;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
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
import groundswell.platform.uploads.UploadCommand.UploadAbandoned;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Takes an upload from its arrival to the messages for its partitions. The state is read first,
/// and tells what is left to do, so that the same message again does no harm.
final class UploadPartitionerHandler implements BatchHandler<UploadCommand> {
  /// More than there are states, each of which is left at most once.
  private static final int STEPS_MAX = 10;

  private final Uploads uploads;
  private final UploadSteps steps;
  private final Waits waits;
  private final Partitioning partitioning;
  private final UploadObjects objects;
  private final InstantSource clock;

  UploadPartitionerHandler(FunctionEnvironment environment) {
    uploads = new DynamoDbUploads(environment);
    steps = new UploadSteps(environment, uploads);
    waits = new Waits(uploads, steps, environment.clock());
    partitioning = new Partitioning(environment, uploads);
    objects = new UploadObjects(environment);
    clock = environment.clock();
  }

  @Override
  public List<UploadCommand> decode(Message message) {
    var body = parse(message.body());
    if (ObjectCreated.isFromS3(body)) return List.copyOf(ObjectCreated.uploads(body));
    return switch (UploadCommand.parse(message.body())) {
      case UploadReady ready -> List.of(ready);
      case UploadAbandoned abandoned -> List.of(abandoned);
      case PartitionReady _ ->
          throw new PermanentFailure(
              Envelope.UNDECODABLE, "a partition does not belong into this queue");
    };
  }

  @Override
  public String encode(UploadCommand entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(UploadCommand entry) {
    return new Key(entry.getClass(), entry.tenant(), entry.upload());
  }

  /// Both say the same: a file is sent once, and an upload is given up once.
  @Override
  public UploadCommand merge(UploadCommand one, UploadCommand other) {
    return one.message().compareTo(other.message()) <= 0 ? one : other;
  }

  @Override
  public Consumer<UploadCommand> open(Collection<UploadCommand> entries) {
    return this::handle;
  }

  private void handle(UploadCommand command) {
    switch (command) {
      case UploadReady ready -> untilDone(ready, upload -> step(upload, ready));
      case UploadAbandoned abandoned -> untilDone(abandoned, upload -> abandon(upload, abandoned));
      case PartitionReady _ -> throw new IllegalArgumentException(command.message());
    }
  }

  /// @param step what there is to do in a state; it leaves the upload as it stands then, if there
  ///     is more to do
  private void untilDone(UploadCommand command, Function<Upload, Optional<Upload>> step) {
    var left = Optional.of(find(command.tenant(), command.upload()));
    for (int count = 0; left.isPresent(); count++) {
      if (count == STEPS_MAX) throw new VersionConflict("upload " + command.upload());
      left = step.apply(left.get());
    }
  }

  private Optional<Upload> abandon(Upload upload, UploadAbandoned command) {
    if (upload.state().ended()) {
      steps.end(upload);
      return Optional.empty();
    }
    var loaded = uploads.results(upload.tenant(), upload.id()).values();
    return advance(upload, Abandoned.of(upload.state(), loaded, command.by(), clock.instant()));
  }

  /// @return the upload as it stands then, if there is more to do
  private Optional<Upload> step(Upload upload, UploadReady ready) {
    return switch (upload.state()) {
      case Created() -> advance(upload, accepted(upload, ready.objectVersion()));
      case Waiting waiting ->
          waits.mustWait(upload, waiting)
              ? Optional.empty()
              : advance(upload, new Validating(waiting.acceptedAt(), waiting.objectVersion()));
      case Validating validating -> advance(upload, partitioning.run(upload, validating));
      case Loading loading -> {
        sendFirstPartitions(upload, loading);
        yield Optional.empty();
      }
      case UploadState.Completed _, UploadState.Refused _, Abandoned _ -> {
        steps.end(upload);
        yield Optional.empty();
      }
    };
  }

  private UploadState accepted(Upload upload, String objectVersion) {
    var at = upload.acceptedAt(objects.storedAt(upload.tenant(), upload.id(), objectVersion));
    return switch (upload.kind()) {
      case ACTIVITY -> new Waiting(at, objectVersion);
      case MEMBERS -> new Validating(at, objectVersion);
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

  private record Key(Class<? extends UploadCommand> command, TenantId tenant, UploadId upload) {}
}
