package groundswell.uploadpartitioner;

import groundswell.domain.Optimistic;
import groundswell.domain.files.FileError;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.tenants.TenantRemovals;
import groundswell.domain.uploads.Order;
import groundswell.domain.uploads.Order.Outcome;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import groundswell.platform.objects.ObjectCreated;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.FileDropped;
import groundswell.platform.uploads.UploadCommand.OfUpload;
import groundswell.platform.uploads.UploadCommand.PartitionCommand;
import groundswell.platform.uploads.UploadCommand.UploadAbandoned;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadCommand.UploadReverted;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import groundswell.uploadpartitioner.FileSlots.Place;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Takes an upload from its arrival to the messages for its partitions. The stored state says what
/// is left to do, so that handling a message is idempotent.
final class UploadPartitionerHandler implements BatchHandler<UploadCommand> {
  private final Inbox inbox;
  private final TenantRemovals removals;
  private final Uploads uploads;
  private final UploadSteps steps;
  private final UploadPrecedence precedence;
  private final FileSlots places;
  private final Partitioning partitioning;
  private final UploadObjects objects;
  private final InstantSource clock;

  UploadPartitionerHandler(
      Inbox inbox,
      TenantRemovals removals,
      Uploads uploads,
      UploadSteps steps,
      UploadPrecedence precedence,
      FileSlots places,
      Partitioning partitioning,
      UploadObjects objects,
      InstantSource clock) {
    this.inbox = inbox;
    this.removals = removals;
    this.uploads = uploads;
    this.steps = steps;
    this.precedence = precedence;
    this.places = places;
    this.partitioning = partitioning;
    this.objects = objects;
    this.clock = clock;
  }

  @Override
  public List<UploadCommand> decode(Message message) {
    try {
      var body = JsonObject.parse(message.body());
      return ObjectCreated.isIn(body)
          ? ObjectCreated.allIn(body).stream()
              .flatMap(object -> UploadCommand.of(object).stream())
              .toList()
          : List.of(command(body));
    } catch (InvalidJson e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, e.getMessage());
    }
  }

  private static UploadCommand command(JsonObject body) {
    return switch (UploadCommand.of(Envelope.of(body))) {
      case FileDropped dropped -> dropped;
      case UploadReady ready -> ready;
      case UploadAbandoned abandoned -> abandoned;
      case UploadApplied applied -> applied;
      case UploadCancelled cancelled -> cancelled;
      case UploadReverted reverted -> reverted;
      case PartitionCommand _ ->
          throw new PermanentFailure(
              PermanentFailure.UNDECODABLE,
              "this queue takes no partitions; send the message to the partition queue");
    };
  }

  @Override
  public String encode(UploadCommand entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(UploadCommand entry) {
    return switch (entry) {
      case FileDropped _, UploadApplied _ -> entry;
      case OfUpload other -> new Key(other.getClass(), other.tenant(), other.upload());
    };
  }

  /// Both mean the same: a file is uploaded once, and an upload is given up or cancelled once.
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
      case FileDropped dropped -> inbox.take(dropped).ifPresent(this::handle);
      case UploadReady ready -> untilDone(ready, upload -> step(upload, ready));
      case UploadAbandoned abandoned -> untilDone(abandoned, upload -> abandon(upload, abandoned));
      case UploadCancelled cancelled -> untilDone(cancelled, upload -> cancel(upload, cancelled));
      case UploadReverted reverted -> untilDone(reverted, upload -> revert(upload, reverted));
      case UploadApplied applied -> untilDone(applied, upload -> apply(upload, applied));
      case PartitionCommand _ -> throw new IllegalArgumentException(command.message());
    }
  }

  /// Nothing is done for a tenant that is removed.
  ///
  /// @param step does what a state asks for, and returns the upload as it stands then, if there is
  ///     more to do
  private void untilDone(OfUpload command, Function<Upload, Optional<Upload>> step) {
    if (removals.isRemoved(command.tenant())) return;
    Optimistic.whileLeft(
        "upload " + command.upload(), Optional.of(find(command.tenant(), command.upload())), step);
  }

  /// What is being taken back can't be given up: half of it would stay.
  private Optional<Upload> abandon(Upload upload, UploadAbandoned command) {
    if (upload.state() instanceof Reverting) return Optional.empty();
    if (upload.state().ended()) {
      steps.end(upload);
      return Optional.empty();
    }
    var loaded = uploads.results(upload.tenant(), upload.id()).values();
    return advance(upload, Abandoned.of(upload.state(), loaded, command.by(), clock.instant()));
  }

  /// If the last rows were stored while the order was on its way, they are taken back as well. Any
  /// other order that no longer fits has no effect, and the client sees the upload's state.
  private Optional<Upload> cancel(Upload upload, UploadCancelled command) {
    if (upload.state() instanceof Completed) return takeBack(upload, command.by());
    return end(upload, new Order.Cancel(command.by()));
  }

  private Optional<Upload> revert(Upload upload, UploadReverted command) {
    return takeBack(upload, command.by());
  }

  private Optional<Upload> takeBack(Upload upload, String by) {
    return end(upload, new Order.Revert(by));
  }

  private Optional<Upload> end(Upload upload, Order order) {
    return switch (order.on(upload, clock.instant())) {
      case Outcome.Moves(var next) -> replace(upload, next);
      case Outcome.Stands() -> goOn(upload);
      case Outcome.Refused _ -> upload.state().ended() ? goOn(upload) : Optional.empty();
    };
  }

  /// The order holds for the version that the client saw. A redelivered message finds the version
  /// after that, and takes the steps that a crashed run left.
  private Optional<Upload> apply(Upload upload, UploadApplied command) {
    if (upload.version() > command.version()) return goOn(upload);
    var order = new Order.Apply(command.mapping(), command.checkOnly(), command.confirmLeavers());
    return switch (order.on(upload, clock.instant())) {
      case Outcome.Moves(var next) -> replace(upload, next).flatMap(this::goOn);
      case Outcome.Stands(), Outcome.Refused _ -> Optional.empty();
    };
  }

  /// @return the upload as it stands then, if there is more to do
  private Optional<Upload> step(Upload upload, UploadReady ready) {
    return upload.state() instanceof Created
        ? advance(upload, arrived(upload, ready.objectVersion()))
        : goOn(upload);
  }

  /// Does what the state of an upload asks for.
  private Optional<Upload> goOn(Upload upload) {
    return switch (upload.state()) {
      case Waiting waiting ->
          precedence.mustWait(upload, waiting)
              ? Optional.empty()
              : advance(upload, new Checking(waiting.acceptedAt(), waiting.objectVersion()));
      case Checking checking -> check(upload, checking);
      case Storing storing -> {
        sendFirstPartitions(upload, storing);
        yield Optional.empty();
      }
      case Reverting reverting -> {
        sendFirstPartitions(upload, reverting.plan());
        yield Optional.empty();
      }
      case Created _, Undecided _, Checked _ -> Optional.empty();
      case Completed _, Refused _, Cancelled _, Reverted _, Abandoned _ -> {
        steps.end(upload);
        yield Optional.empty();
      }
    };
  }

  private UploadState arrived(Upload upload, String objectVersion) {
    var file = objects.arrived(upload, objectVersion);
    var at = upload.acceptedAt(file.at());
    if (file.bytes() > Upload.SIZE_BYTES_MAX) {
      return Refused.uncounted(
          at,
          clock.instant(),
          FileError.TOO_LARGE,
          "the file has %d bytes, but at most %d are allowed; split it, or pack it with gzip"
              .formatted(file.bytes(), Upload.SIZE_BYTES_MAX));
    }
    if (file.bytes() != upload.sizeBytes()) {
      return Refused.uncounted(
          at,
          clock.instant(),
          FileError.WRONG_LENGTH,
          "the file has %d bytes, but %d were announced; announce its size and upload the whole file again"
              .formatted(file.bytes(), upload.sizeBytes()));
    }
    return upload.waitsForMembers()
        ? new Waiting(at, objectVersion)
        : new Checking(at, objectVersion);
  }

  /// Reads the file, if there is a place for it. A run that crashes keeps its place.
  private Optional<Upload> check(Upload upload, Checking checking) {
    return switch (places.take(upload)) {
      case Place.Free(var run) -> {
        Optional<Upload> left;
        try {
          left = advance(upload, partitioning.run(upload, checking));
        } catch (RuntimeException e) {
          places.leave(run);
          throw e;
        }
        places.leave(run);
        yield left;
      }
      case Place.Taken() -> {
        lookAgain(upload, checking);
        yield Optional.empty();
      }
      case Place.Hopeless(var died) -> giveUp(upload, checking, died);
    };
  }

  /// However many messages arrive, there is one chain of checks.
  private void lookAgain(Upload upload, Checking checking) {
    if (!uploads.needsLook(upload)) return;
    var ready = new UploadReady(upload.tenant(), upload.id(), checking.objectVersion());
    steps.wakeLater(ready, FileSlots.PAUSE);
    uploads.willLook(upload, clock.instant().plus(FileSlots.PAUSE));
  }

  /// The client learns of it from the upload's state, and the operator from a failure.
  private Optional<Upload> giveUp(Upload upload, Checking checking, long died) {
    var reason =
        "%d runs over the file crashed, because it takes more time or memory than a run has; split the file or simplify its mapping, and upload it again"
            .formatted(died);
    var refused =
        Refused.uncounted(checking.acceptedAt(), clock.instant(), FileError.TOO_COSTLY, reason);
    var left = advance(upload, refused);
    if (left.isPresent()) return left;
    throw new PermanentFailure(
        FileError.TOO_COSTLY.code(),
        "upload %s of tenant %s is refused: %s".formatted(upload.id(), upload.tenant(), reason));
  }

  /// Continues with this decision, or with the one that another run stored first.
  private Optional<Upload> advance(Upload upload, UploadState next) {
    return replace(upload, upload.in(next));
  }

  private Optional<Upload> replace(Upload upload, Upload next) {
    if (!steps.replace(upload, next)) return Optional.of(find(upload.tenant(), upload.id()));
    return next.state().ended() ? Optional.empty() : Optional.of(next);
  }

  private void sendFirstPartitions(Upload upload, Storing plan) {
    steps.sendPartitions(
        upload, IntStream.range(0, Math.min(plan.outstanding(), plan.partitions())));
  }

  private Upload find(TenantId tenant, UploadId id) {
    return uploads
        .find(tenant, id)
        .orElseThrow(
            () ->
                new PermanentFailure(
                    "unknown-upload", "tenant %s has no upload %s".formatted(tenant, id)));
  }

  private record Key(Class<? extends UploadCommand> command, TenantId tenant, UploadId upload) {}
}
