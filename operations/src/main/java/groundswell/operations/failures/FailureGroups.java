package groundswell.operations.failures;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Origin;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

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
    return operations.query(PARTITION).stream()
        .map(item -> new Fingerprint(Item.of(item).sortKey()))
        .toList();
  }

  List<Stored> all() {
    return operations.query(PARTITION).stream().map(FailureGroups::stored).toList();
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
      operations
          .client()
          .updateItem(
              request ->
                  request
                      .tableName(operations.name())
                      .key(Item.key(PARTITION, group.value()))
                      .updateExpression("SET #changed = :now")
                      .expressionAttributeNames(Map.of("#changed", CHANGED_AT))
                      .expressionAttributeValues(Map.of(":now", Item.number(now.toEpochMilli()))));
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
        .ifPresent(at -> item.put(CHANGED_AT, Item.number(at)));
    try {
      operations
          .client()
          .putItem(
              request -> {
                request
                    .tableName(operations.name())
                    .item(item)
                    .expressionAttributeNames(Map.of("#changed", CHANGED_AT));
                if (changedAt.isEmpty())
                  request.conditionExpression("attribute_not_exists(#changed)");
                else
                  request
                      .conditionExpression("#changed = :changed")
                      .expressionAttributeValues(Map.of(":changed", Item.number(changedAt.get())));
              });
    } catch (ConditionalCheckFailedException e) {
      var stillChanged = new HashMap<>(item);
      stillChanged.put(CHANGED_AT, Item.number(clock.instant().toEpochMilli()));
      operations.put(stillChanged);
    }
    marked.remove(group.fingerprint());
  }

  /// Makes the caller responsible for the next count, unless somebody already is.
  ///
  /// @param soon how long a small group waits
  /// @return the delay until the count; empty if somebody else will
  Optional<Duration> claimCount(Fingerprint group, Duration soon) {
    var now = clock.instant();
    try {
      var claimed =
          operations
              .client()
              .updateItem(
                  request ->
                      request
                          .tableName(operations.name())
                          .key(Item.key(PARTITION, group.value()))
                          .updateExpression("SET #due = if_not_exists(#pause, :none) + :due")
                          .conditionExpression("attribute_not_exists(#due) OR #due < :now")
                          .expressionAttributeNames(
                              Map.of("#due", COUNT_DUE, "#pause", COUNT_PAUSE))
                          .expressionAttributeValues(
                              Map.of(
                                  ":none", Item.number(0),
                                  ":due", Item.number(now.plus(soon).toEpochMilli()),
                                  ":now", Item.number(now.toEpochMilli())))
                          .returnValues(ReturnValue.UPDATED_NEW));
      var due = Item.of(claimed.attributes()).time(COUNT_DUE);
      return Optional.of(Duration.between(now, due));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }

  Optional<Stored> find(Fingerprint group) {
    return operations.get(Item.key(PARTITION, group.value())).map(FailureGroups::stored);
  }

  /// @param group empty if it was never counted
  /// @param changedAt when it last changed since the count
  record Stored(Fingerprint fingerprint, Optional<FailureGroup> group, Optional<Long> changedAt) {}

  private static Stored stored(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return new Stored(
        new Fingerprint(item.sortKey()),
        item.has(COUNTED_AT) ? Optional.of(group(item)) : Optional.empty(),
        item.has(CHANGED_AT) ? Optional.of(item.number(CHANGED_AT)) : Optional.empty());
  }

  private Map<String, AttributeValue> item(FailureGroup group) {
    var counts = new HashMap<String, AttributeValue>();
    group.counts().forEach((state, count) -> counts.put(state.label(), Item.number(count)));
    return Item.at(PARTITION, group.fingerprint().value())
        .with(ORIGIN, group.origin().text())
        .with(KIND, group.cause().kind().label())
        .with(ERROR, group.cause().error())
        .with(REASON, group.cause().reason())
        .with(FRAME, group.cause().frame())
        .with(EVENT_TYPE, group.eventType())
        .with(SAMPLE, group.sample().value())
        .with(FIRST_SEEN, group.firstSeen())
        .with(LAST_SEEN, group.lastSeen())
        .with(FIRST_RELEASE, group.firstRelease())
        .with(LAST_RELEASE, group.lastRelease())
        .with(COUNTS, AttributeValue.fromM(counts))
        .with(TENANTS, FailureItems.list(group.tenants().stream().map(TenantId::value).toList()))
        .with(MEMBERS, group.members())
        .with(UPLOADS, FailureItems.list(group.uploads().stream().map(UploadId::value).toList()))
        .with(COUNTED_AT, group.countedAt())
        .with(COUNT_PAUSE, pause(group).toMillis())
        .expiringAt(retention.expiry(group.lastSeen()))
        .attributes();
  }

  private static Duration pause(FailureGroup group) {
    long failures = group.counts().values().stream().mapToLong(Long::longValue).sum();
    var pause = PAUSE_PER_FAILURE.multipliedBy(failures);
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  private static FailureGroup group(Item item) {
    var counts = new EnumMap<FailureState.Name, Long>(FailureState.Name.class);
    item.map(COUNTS)
        .forEach(
            (state, count) -> counts.put(FailureState.Name.of(state), Long.parseLong(count.n())));
    var tenants = new TreeSet<TenantId>();
    item.list(TENANTS).forEach(tenant -> tenants.add(new TenantId(tenant.s())));
    var uploads = new TreeSet<UploadId>();
    item.list(UPLOADS).forEach(upload -> uploads.add(new UploadId(upload.s())));
    return new FailureGroup(
        new Fingerprint(item.sortKey()),
        Origin.parse(item.text(ORIGIN)),
        new Cause(
            FailureKind.of(item.text(KIND)),
            item.text(ERROR),
            item.text(REASON),
            item.text(FRAME),
            item.text(LAST_RELEASE)),
        item.text(EVENT_TYPE),
        new FailureId(item.text(SAMPLE)),
        item.time(FIRST_SEEN),
        item.time(LAST_SEEN),
        item.text(FIRST_RELEASE),
        item.text(LAST_RELEASE),
        counts,
        tenants,
        item.number(MEMBERS),
        uploads,
        item.time(COUNTED_AT));
  }
}
