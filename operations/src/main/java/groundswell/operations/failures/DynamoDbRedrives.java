package groundswell.operations.failures;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.VersionConflict;
import groundswell.domain.Versions;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.platform.tables.Condition;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Table.Outcome;
import groundswell.platform.tables.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Redrives in the Operations table. All are in one partition; each also has its own partition for
/// the lists of its steps.
public final class DynamoDbRedrives implements Redrives {
  static final Duration LIFE = Duration.ofDays(400);

  private static final String LEASE = "LEASE";
  private static final String LIST = "STEP#%06d";
  private static final String SENT = "SENT#%06d";
  private static final String COUNT = "n";
  private static final String FAILURES = "f";
  private static final String AT = "a";
  private static final String WORKER = "w";
  private static final String UNTIL = "u";

  private final Table operations;
  private final InstantSource clock;

  public DynamoDbRedrives(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void create(Redrive redrive) {
    var outcome =
        operations.putIf(
            RedriveItems.item(redrive, Versions.next(Versions.NONE, clock.instant())),
            Versions.NONE);
    if (!outcome.isWritten()) throw new VersionConflict("redrive " + redrive.id());
  }

  @Override
  public Optional<Redrive> find(RedriveId id) {
    return operations.get(RedriveItems.key(id)).map(RedriveItems::redrive);
  }

  @Override
  public List<Redrive> list(int limit, Optional<RedriveId> olderThan) {
    var latest = Query.of(RedriveItems.PARTITION).descending().limit(limit);
    return operations
        .query(olderThan.map(id -> latest.after(Item.at(RedriveItems.key(id)))).orElse(latest))
        .limit(limit)
        .map(RedriveItems::redrive)
        .toList();
  }

  @Override
  public Optional<Redrive> change(RedriveId id, Function<Redrive, Optional<Redrive>> decision) {
    return Optimistic.settle(
        "redrive " + id,
        find(id),
        stored -> stored.isEmpty() ? new Settled<>(stored) : changeOnce(stored.get(), decision));
  }

  private Attempt<Optional<Redrive>, Optional<Redrive>> changeOnce(
      Redrive before, Function<Redrive, Optional<Redrive>> decision) {
    var next = decision.apply(before);
    if (next.isEmpty()) return new Settled<>(Optional.of(before));
    var outcome =
        operations.putIf(
            RedriveItems.item(next.get(), Versions.next(before.version(), clock.instant())),
            before.version());
    return switch (outcome) {
      case Outcome.Written() -> new Settled<>(next);
      case Outcome.Refused(var other) -> new Outrun<>(other.map(RedriveItems::redrive));
    };
  }

  @Override
  public Chosen choose(RedriveId id, int step, List<FailureId> failures, Instant now) {
    return choose(id, step, failures, now, Versions.NONE);
  }

  @Override
  public Chosen chooseAgain(
      RedriveId id, int step, Chosen empty, List<FailureId> failures, Instant now) {
    return choose(id, step, failures, now, empty.from().toEpochMilli());
  }

  /// @param expected the timestamp of the stored list
  private Chosen choose(
      RedriveId id, int step, List<FailureId> failures, Instant now, long expected) {
    var item =
        Item.at(key(id, LIST, step))
            .withTexts(FAILURES, failures.stream().map(FailureId::value).toList())
            .with(AT, now)
            .expiringAt(now.plus(LIFE));
    return switch (operations.putIf(item, Condition.versionIs(AT, expected))) {
      case Outcome.Written() -> new Chosen(failures, 0, now);
      case Outcome.Refused _ -> chosen(id, step).orElseThrow();
    };
  }

  @Override
  public Optional<Chosen> chosen(RedriveId id, int step) {
    var items = new HashMap<String, Item>();
    operations
        .getAll(Stream.of(key(id, LIST, step), key(id, SENT, step)), true)
        .forEach(item -> items.put(item.sortKey(), item));
    return Optional.ofNullable(items.get(LIST.formatted(step)))
        .map(list -> chosen(list, items.get(SENT.formatted(step))));
  }

  /// An item of its own: the list is long, and DynamoDB bills the whole item on every update.
  @Override
  public void sent(RedriveId id, int step, int sent, Instant from) {
    operations.put(
        Item.at(key(id, SENT, step)).with(COUNT, sent).with(AT, from).expiringAt(from.plus(LIFE)));
  }

  @Override
  public boolean lease(RedriveId id, String worker, Instant now, Duration lifetime) {
    var end = attribute(UNTIL);
    return operations
        .update(
            Update.of(new Key(RedriveItems.partition(id), LEASE))
                .set(WORKER, worker)
                .set(UNTIL, now.plus(lifetime))
                .onlyIf(end.isAbsent().or(end.isBefore(now)).or(attribute(WORKER).is(worker))))
        .isWritten();
  }

  @Override
  public void release(RedriveId id, String worker) {
    lease(id, worker, Instant.EPOCH, Duration.ZERO);
  }

  private static Chosen chosen(Item list, @Nullable Item progress) {
    var failures = list.texts(FAILURES).stream().map(FailureId::new).toList();
    var last = progress == null ? list : progress;
    return new Chosen(failures, progress == null ? 0 : progress.smallNumber(COUNT), last.time(AT));
  }

  private static Key key(RedriveId id, String kind, int step) {
    return new Key(RedriveItems.partition(id), kind.formatted(step));
  }
}
