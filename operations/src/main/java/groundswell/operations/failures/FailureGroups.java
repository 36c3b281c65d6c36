package groundswell.operations.failures;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Origin;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;

/// The groups as last counted, and which of them have changed since.
final class FailureGroups {
  private static final String PARTITION = "FAILURE_GROUPS";
  private static final String CHANGED_AT = "changedAt";
  private static final String COUNT_DUE = "countDue";
  private static final String COUNT_PAUSE = "countPause";
  private static final String ORIGIN = "q";
  private static final String KIND = "k";
  private static final String ERROR = "e";
  private static final String REASON = "r";
  private static final String FRAME = "f";
  private static final String EVENT_TYPE = "t";
  private static final String SAMPLE = "i";
  private static final String FIRST_SEEN = "s";
  private static final String LAST_SEEN = "l";
  private static final String FIRST_RELEASE = "h";
  private static final String LAST_RELEASE = "g";
  private static final String COUNTS = "n";
  private static final String TENANTS = "c";
  private static final String MEMBERS = "m";
  private static final String UPLOADS = "u";
  private static final String EXPIRES = "x";
  private static final String COUNTED_AT = "a";

  /// How long a process trusts that a group is still marked.
  private static final Duration MARK_LIFE = Duration.ofSeconds(1);

  /// The pause before the next count, per failure of the group, so that a large group is not
  /// counted all the time. Reading one failure takes 0.25 ms in the local cloud.
  private static final Duration PAUSE_PER_FAILURE = Duration.ofMillis(2);

  /// Still below the longest delay of a queue, even with the wait of a small group added.
  private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

  /// A count may miss changes this recent: indexes lag, and a process that has just marked a group
  /// does not mark it again.
  private static final Duration SETTLED_AFTER = MARK_LIFE.plusSeconds(1);

  private final Table operations;
  private final InstantSource clock;
  private final FailureRetention retention;
  private final Map<Fingerprint, Instant> marked = new ConcurrentHashMap<>();

  FailureGroups(Table operations, InstantSource clock, FailureRetention retention) {
    this.operations = operations;
    this.clock = clock;
    this.retention = retention;
  }

  /// In alphabetical order.
  List<Fingerprint> fingerprints() {
    return operations
        .query(Query.of(PARTITION))
        .map(item -> new Fingerprint(item.sortKey()))
        .toList();
  }

  List<Stored> all() {
    return operations.query(Query.of(PARTITION)).map(FailureGroups::stored).toList();
  }

  /// Marks the group of a failure as changed since it was counted.
  void mark(Failure failure) {
    var now = clock.instant();
    var group = failure.group();
    var before = marked.get(group);
    if (before != null && before.plus(MARK_LIFE).isAfter(now)) return;
    boolean first =
        before == null
            ? marked.putIfAbsent(group, now) == null
            : marked.replace(group, before, now);
    if (!first) return;
    try {
      operations.update(Update.of(key(group)).set(CHANGED_AT, now));
    } catch (SdkException e) {
      marked.remove(group, now);
      throw e;
    }
  }

  /// Stores a count and clears the mark, unless the group changed during the count or just before
  /// it.
  void put(FailureGroup group, Optional<Long> changedAt) {
    var item = item(group);
    changedAt
        .filter(at -> group.countedAt().minus(SETTLED_AFTER).toEpochMilli() < at)
        .ifPresent(at -> item.with(CHANGED_AT, at));
    var changed = attribute(CHANGED_AT);
    var outcome = operations.putIf(item, changedAt.map(changed::is).orElseGet(changed::isAbsent));
    if (!outcome.isWritten()) operations.put(item.with(CHANGED_AT, clock.instant()));
  }

  /// Makes the caller responsible for the next count, unless somebody already is.
  ///
  /// @param soon how long a small group waits
  /// @return the delay until the count; empty if somebody else will
  Optional<Duration> claimCount(Fingerprint group, Duration soon) {
    var now = clock.instant();
    var due = attribute(COUNT_DUE);
    return operations
        .updateAndGet(
            Update.of(key(group))
                .setSum(COUNT_DUE, COUNT_PAUSE, now.plus(soon).toEpochMilli())
                .onlyIf(due.isAbsent().or(due.isBefore(now))))
        .map(claimed -> Duration.between(now, claimed.time(COUNT_DUE)));
  }

  Optional<Stored> find(Fingerprint group) {
    return operations.get(key(group)).map(FailureGroups::stored);
  }

  /// @param group empty if it was never counted
  /// @param changedAt when it last changed since the count
  record Stored(Fingerprint fingerprint, Optional<FailureGroup> group, Optional<Long> changedAt) {}

  private static Key key(Fingerprint group) {
    return new Key(PARTITION, group.value());
  }

  private static Stored stored(Item item) {
    return new Stored(
        new Fingerprint(item.sortKey()),
        item.has(COUNTED_AT) ? Optional.of(group(item)) : Optional.empty(),
        item.has(CHANGED_AT) ? Optional.of(item.number(CHANGED_AT)) : Optional.empty());
  }

  private Item item(FailureGroup group) {
    var cause = group.latest().cause();
    var counts = Item.empty();
    group.counts().forEach((state, count) -> counts.with(state.label(), count));
    var item = Item.at(key(group.fingerprint()));
    group.expiresAt().ifPresent(at -> item.with(EXPIRES, at));
    return item.with(ORIGIN, group.latest().origin().text())
        .with(KIND, cause.kind().label())
        .with(ERROR, cause.error())
        .with(REASON, cause.reason())
        .with(FRAME, cause.frame())
        .with(EVENT_TYPE, group.latest().eventType())
        .with(SAMPLE, group.latest().id().value())
        .with(FIRST_SEEN, group.first().at())
        .with(LAST_SEEN, group.last().at())
        .with(FIRST_RELEASE, group.first().release())
        .with(LAST_RELEASE, group.last().release())
        .with(COUNTS, counts)
        .withTexts(TENANTS, group.affected().tenants().stream().map(TenantId::value).toList())
        .with(MEMBERS, group.affected().members())
        .withTexts(UPLOADS, group.affected().uploads().stream().map(UploadId::value).toList())
        .with(COUNTED_AT, group.countedAt())
        .with(COUNT_PAUSE, pause(group).toMillis())
        .expiringAt(retention.expiry(group.last().at()));
  }

  private static Duration pause(FailureGroup group) {
    long failures = group.counts().values().stream().mapToLong(Long::longValue).sum();
    var pause = PAUSE_PER_FAILURE.multipliedBy(failures);
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  private static FailureGroup group(Item item) {
    var counts = new EnumMap<FailureState.Name, Long>(FailureState.Name.class);
    var stored = item.map(COUNTS);
    stored.names().forEach(state -> counts.put(FailureState.Name.of(state), stored.number(state)));
    var tenants = new TreeSet<TenantId>();
    item.texts(TENANTS).forEach(tenant -> tenants.add(new TenantId(tenant)));
    var uploads = new TreeSet<UploadId>();
    item.texts(UPLOADS).forEach(upload -> uploads.add(new UploadId(upload)));
    return new FailureGroup(
        new Fingerprint(item.sortKey()),
        new FailureGroup.Example(
            new FailureId(item.text(SAMPLE)),
            Origin.parse(item.text(ORIGIN)),
            new Cause(
                FailureKind.of(item.text(KIND)),
                item.text(ERROR),
                item.text(REASON),
                item.text(FRAME),
                item.text(LAST_RELEASE)),
            item.text(EVENT_TYPE)),
        new FailureGroup.Sighting(item.time(FIRST_SEEN), item.text(FIRST_RELEASE)),
        new FailureGroup.Sighting(item.time(LAST_SEEN), item.text(LAST_RELEASE)),
        counts,
        new FailureGroup.Affected(tenants, uploads, item.number(MEMBERS)),
        item.has(EXPIRES) ? Optional.of(item.time(EXPIRES)) : Optional.empty(),
        item.time(COUNTED_AT));
  }
}
