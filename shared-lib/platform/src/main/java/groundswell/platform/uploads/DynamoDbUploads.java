package groundswell.platform.uploads;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.VersionConflict;
import groundswell.domain.activity.Reversal;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadFilter;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.tables.Condition;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Keys;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The uploads in the Operations table. An upload is first marked as ended; then its open mark is
/// deleted. A crash in between leaves an open mark behind, which readers ignore.
public final class DynamoDbUploads implements Uploads {
  private static final String RESULT_PREFIX = "RESULT#";
  private static final String SENT_PREFIX = "SENT#";
  private static final String REVERSAL_PREFIX = "REVERSAL#";
  private static final String SENT_BACK_PREFIX = "SENTBACK#";

  /// The most open marks of one page.
  private static final int MARKS_AT_ONCE_MAX = 1_000;

  /// How much earlier than recorded a check may run, by another worker's clock.
  private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(1);

  /// How many records a page looks at, at most.
  private static final int LOOKED_AT_MAX = 1_000;

  private final Table operations;
  private final InstantSource clock;

  public DynamoDbUploads(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void create(Upload upload) {
    boolean isNew =
        operations.putAllNew(
            List.of(
                UploadItems.pointer(upload),
                UploadItems.record(upload, clock.instant()),
                UploadItems.openMark(upload)));
    if (!isNew) throw new VersionConflict("upload " + upload.id());
  }

  @Override
  public Optional<Upload> find(TenantId tenant, UploadId id) {
    return operations
        .get(UploadItems.pointerKey(tenant, id))
        .flatMap(pointer -> operations.get(UploadItems.recordKey(tenant, id, pointer)))
        .map(UploadItems::upload);
  }

  @Override
  public Page page(TenantId tenant, UploadFilter filter, int limit, Optional<String> cursor) {
    var found = new ArrayList<Upload>();
    int lookedAt = 0;
    var records = records(tenant, cursor.map(UploadCursor::parse)).iterator();
    while (records.hasNext()) {
      var upload = UploadItems.upload(records.next());
      lookedAt++;
      if (filter.matches(upload)) found.add(upload);
      if (found.size() == limit || lookedAt == LOOKED_AT_MAX) {
        var next = Optional.of(UploadCursor.of(upload)).filter(_ -> records.hasNext());
        return new Page(found, next);
      }
    }
    return new Page(found, Optional.empty());
  }

  /// The records of a tenant, latest first.
  ///
  /// @param after the place of the last one of the page before
  private Stream<Item> records(TenantId tenant, Optional<String> after) {
    var all = query(Keys.tenant(tenant), UploadItems.RECORD_PREFIX).descending();
    var some =
        after
            .map(place -> Item.at(Keys.tenant(tenant), UploadItems.RECORD_PREFIX + place))
            .map(all::after)
            .orElse(all);
    return operations.query(some);
  }

  @Override
  public List<Upload> open(TenantId tenant, int limit) {
    var latest =
        operations
            .query(
                query(Keys.tenant(tenant), UploadItems.OPEN_PREFIX)
                    .descending()
                    .limit(Math.min(limit, MARKS_AT_ONCE_MAX)))
            .limit(limit)
            .map(UploadItems::recordKey);
    return operations.getAll(latest, true).stream()
        .sorted(Comparator.comparing(Item::sortKey))
        .map(UploadItems::upload)
        .filter(upload -> !upload.state().ended())
        .toList();
  }

  @Override
  public boolean replace(Upload before, Upload next) {
    if (before.state().ended() && next.state() instanceof UploadState.Reverting)
      return reopen(before, next);
    boolean moved = !before.state().ended() && putIfAt(before.version(), next);
    if (before.state().ended()) removeOpenMark(before);
    else if (moved && next.state().ended()) removeOpenMark(next);
    return moved;
  }

  /// Leaves the mark of an upload that was opened again since it was read.
  private void removeOpenMark(Upload ended) {
    operations.deleteIf(
        UploadItems.openKey(ended), Condition.versionIsAtMost(Item.VERSION, ended.version()));
  }

  /// An open mark that is left behind is ignored, but one that is missing hides the upload.
  private boolean reopen(Upload before, Upload next) {
    operations.put(UploadItems.openMark(next));
    return putIfAt(before.version(), next);
  }

  @Override
  public Instant progressedAt(Upload upload) {
    var moved =
        operations.get(UploadItems.recordKey(upload)).stream()
            .flatMap(
                item ->
                    Stream.of(UploadItems.MOVED_AT, UploadItems.LOOK_AT)
                        .filter(item::has)
                        .map(name -> item.time(name)));
    var results =
        operations
            .query(resultsOf(upload.tenant(), upload.id()))
            .map(item -> item.time(UploadItems.MOVED_AT));
    return Stream.concat(moved, results).max(Comparator.naturalOrder()).orElse(upload.createdAt());
  }

  @Override
  public boolean needsLook(Upload upload) {
    return operations
        .get(UploadItems.recordKey(upload))
        .filter(item -> item.has(UploadItems.LOOK_AT))
        .map(item -> item.time(UploadItems.LOOK_AT))
        .filter(clock.instant().plus(CLOCK_SKEW_MAX)::isBefore)
        .isEmpty();
  }

  @Override
  public void willLook(Upload upload, Instant at) {
    // An upload that was changed no longer waits: then the update is refused.
    operations.update(
        Update.of(UploadItems.recordKey(upload))
            .set(UploadItems.LOOK_AT, at)
            .onlyIf(attribute(Item.VERSION).is(upload.version())));
  }

  @Override
  public void putRemarks(TenantId tenant, UploadId upload, Remarks remarks) {
    operations.put(RemarksItem.of(tenant, upload, remarks).expiringAt(expiry()));
  }

  @Override
  public Remarks remarks(TenantId tenant, UploadId upload) {
    return operations
        .get(RemarksItem.key(tenant, upload))
        .map(RemarksItem::read)
        .orElse(Remarks.NONE);
  }

  @Override
  public void putResult(TenantId tenant, UploadId upload, int partition, RowCounts counts) {
    var item =
        Item.at(resultKey(tenant, upload, partition))
            .expiringAt(expiry())
            .with(UploadItems.MOVED_AT, clock.instant());
    operations.putIf(UploadCounts.with(item, counts), Condition.isNew());
  }

  @Override
  public Map<Integer, RowCounts> results(TenantId tenant, UploadId upload) {
    return numbered(tenant, upload, RESULT_PREFIX, UploadCounts::counts);
  }

  private <T> Map<Integer, T> numbered(
      TenantId tenant, UploadId upload, String prefix, Function<Item, T> read) {
    var results = new TreeMap<Integer, T>();
    operations
        .query(query(UploadItems.partition(tenant, upload), prefix))
        .forEach(item -> results.put(numberOf(item, prefix), read.apply(item)));
    return results;
  }

  static Query resultsOf(TenantId tenant, UploadId upload) {
    return query(UploadItems.partition(tenant, upload), RESULT_PREFIX);
  }

  static Key resultKey(TenantId tenant, UploadId upload, int partition) {
    return numbered(tenant, upload, RESULT_PREFIX, partition);
  }

  /// The partition that a result is of.
  static int partitionOf(Item result) {
    return numberOf(result, RESULT_PREFIX);
  }

  private static int numberOf(Item item, String prefix) {
    return Integer.parseInt(item.sortKey().substring(prefix.length()));
  }

  /// Five digits are enough for every partition's number.
  private static Key numbered(TenantId tenant, UploadId upload, String prefix, int partition) {
    return new Key(UploadItems.partition(tenant, upload), "%s%05d".formatted(prefix, partition));
  }

  @Override
  public void putReversal(TenantId tenant, UploadId upload, int partition, Reversal counts) {
    var item =
        Item.at(numbered(tenant, upload, REVERSAL_PREFIX, partition))
            .expiringAt(expiry())
            .with(UploadItems.MOVED_AT, clock.instant());
    operations.putIf(UploadCounts.with(item, counts), Condition.isNew());
  }

  @Override
  public Map<Integer, Reversal> reversals(TenantId tenant, UploadId upload) {
    return numbered(tenant, upload, REVERSAL_PREFIX, UploadCounts::reversal);
  }

  @Override
  public boolean isSent(Upload upload, int partition) {
    return operations.get(sentMark(upload, partition)).isPresent();
  }

  @Override
  public void markSent(Upload upload, int partition) {
    operations.put(Item.at(sentMark(upload, partition)).expiringAt(expiry()));
  }

  private static Key sentMark(Upload upload, int partition) {
    var prefix = upload.state() instanceof UploadState.Reverting ? SENT_BACK_PREFIX : SENT_PREFIX;
    return numbered(upload.tenant(), upload.id(), prefix, partition);
  }

  private boolean putIfAt(long version, Upload next) {
    return operations.putIf(UploadItems.record(next, clock.instant()), version).isWritten();
  }

  private static Query query(String partitionKey, String sortKeyPrefix) {
    return Query.of(partitionKey).and(attribute(Item.SORT_KEY).startsWith(sortKeyPrefix));
  }

  private Instant expiry() {
    return clock.instant().plus(UploadItems.RECORD_LIFE);
  }
}
