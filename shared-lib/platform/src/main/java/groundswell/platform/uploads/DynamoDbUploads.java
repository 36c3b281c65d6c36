package groundswell.platform.uploads;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadFilter;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The uploads in the Operations table. An upload is first marked as ended; then its open mark is
/// deleted. A crash in between leaves an open mark behind, which readers ignore.
public final class DynamoDbUploads implements Uploads {
  private static final String RESULT_PREFIX = "RESULT#";
  private static final String SENT_PREFIX = "SENT#";

  /// How much earlier than recorded a check may run, by another worker's clock.
  private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(1);

  /// How many records a page looks at, at most.
  private static final int LOOKED_AT_MAX = 1_000;

  /// Wide enough for every partition's number.
  private static final String NUMBERED = "%s%05d";

  private final DynamoDbClient dynamoDb;
  private final String operations;
  private final InstantSource clock;

  public DynamoDbUploads(FunctionEnvironment environment) {
    dynamoDb = environment.aws().dynamoDb();
    operations = environment.require("OPERATIONS_TABLE");
    clock = environment.clock();
  }

  @Override
  public void create(Upload upload) {
    try {
      dynamoDb.transactWriteItems(
          request ->
              request.transactItems(
                  putNew(UploadItems.pointer(upload)),
                  putNew(UploadItems.record(upload, clock.instant())),
                  putNew(UploadItems.openMark(upload))));
    } catch (TransactionCanceledException e) {
      boolean exists =
          e.cancellationReasons().stream()
              .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
      if (!exists) throw e;
      throw new VersionConflict("upload " + upload.id());
    }
  }

  @Override
  public Optional<Upload> find(TenantId tenant, UploadId id) {
    return get(UploadItems.pointerKey(tenant, id))
        .flatMap(pointer -> get(UploadItems.recordKey(tenant, id, pointer)))
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

  /// The records of a tenant, latest first, from a place on.
  private Stream<Map<String, AttributeValue>> records(TenantId tenant, Optional<String> place) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(operations)
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .keyConditionExpression("PK = :pk AND SK BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(Keys.tenant(tenant)),
                            ":first", AttributeValue.fromS(UploadItems.RECORD_PREFIX),
                            ":last",
                                AttributeValue.fromS(
                                    UploadItems.RECORD_PREFIX + place.orElse("~")))))
        .items()
        .stream()
        .filter(
            record ->
                place
                    .filter(it -> Item.of(record).sortKey().equals(UploadItems.RECORD_PREFIX + it))
                    .isEmpty());
  }

  @Override
  public List<Upload> open(TenantId tenant) {
    return query(Keys.tenant(tenant), UploadItems.OPEN_PREFIX, true)
        .flatMap(mark -> get(UploadItems.recordKey(mark)).stream())
        .map(UploadItems::upload)
        .filter(upload -> !upload.state().ended())
        .toList();
  }

  @Override
  public boolean replace(Upload before, Upload next) {
    boolean moved = !before.state().ended() && putIfAt(before.version(), next);
    if (before.state().ended() || (moved && next.state().ended())) {
      dynamoDb.deleteItem(
          request -> request.tableName(operations).key(UploadItems.openKey(before)));
    }
    return moved;
  }

  @Override
  public Instant progressedAt(Upload upload) {
    var moved =
        get(UploadItems.recordKey(upload)).map(Item::of).stream()
            .flatMap(
                item ->
                    Stream.of(UploadItems.MOVED_AT, UploadItems.LOOK_AT)
                        .filter(item::has)
                        .map(name -> item.time(name)));
    var results =
        query(UploadItems.partition(upload.tenant(), upload.id()), RESULT_PREFIX, true)
            .map(Item::of)
            .map(item -> item.time(UploadItems.MOVED_AT));
    return Stream.concat(moved, results).max(Comparator.naturalOrder()).orElse(upload.createdAt());
  }

  @Override
  public boolean needsLook(Upload upload) {
    return get(UploadItems.recordKey(upload))
        .map(Item::of)
        .filter(item -> item.has(UploadItems.LOOK_AT))
        .map(item -> item.time(UploadItems.LOOK_AT))
        .filter(clock.instant().plus(CLOCK_SKEW_MAX)::isBefore)
        .isEmpty();
  }

  @Override
  public void willLook(Upload upload, Instant at) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(operations)
                  .key(UploadItems.recordKey(upload))
                  .updateExpression("SET #look = :at")
                  .conditionExpression("#version = :version")
                  .expressionAttributeNames(
                      Map.of("#look", UploadItems.LOOK_AT, "#version", UploadItems.VERSION))
                  .expressionAttributeValues(
                      Map.of(
                          ":at", Item.number(at.toEpochMilli()),
                          ":version", Item.number(upload.version()))));
    } catch (ConditionalCheckFailedException _) {
      // The upload has changed its state, and no longer waits.
    }
  }

  @Override
  public void putResult(TenantId tenant, UploadId upload, int partition, RowCounts counts) {
    var item =
        Item.at(UploadItems.partition(tenant, upload), NUMBERED.formatted(RESULT_PREFIX, partition))
            .expiringAt(expiry())
            .with(UploadItems.MOVED_AT, clock.instant());
    put(
        UploadItems.with(item, counts).attributes(),
        "attribute_not_exists(PK)",
        Map.of(),
        Map.of());
  }

  @Override
  public Map<Integer, RowCounts> results(TenantId tenant, UploadId upload) {
    var results = new TreeMap<Integer, RowCounts>();
    query(UploadItems.partition(tenant, upload), RESULT_PREFIX, true)
        .map(Item::of)
        .forEach(
            item ->
                results.put(
                    Integer.parseInt(item.sortKey().substring(RESULT_PREFIX.length())),
                    UploadItems.counts(item)));
    return results;
  }

  @Override
  public boolean isSent(TenantId tenant, UploadId upload, int partition) {
    var sent = sentMark(tenant, upload, partition);
    return get(Item.key(sent.partitionKey(), sent.sortKey())).isPresent();
  }

  @Override
  public void markSent(TenantId tenant, UploadId upload, int partition) {
    var sent = sentMark(tenant, upload, partition).expiringAt(expiry());
    dynamoDb.putItem(request -> request.tableName(operations).item(sent.attributes()));
  }

  private static Item sentMark(TenantId tenant, UploadId upload, int partition) {
    return Item.at(
        UploadItems.partition(tenant, upload), NUMBERED.formatted(SENT_PREFIX, partition));
  }

  private boolean putIfAt(long version, Upload next) {
    return put(
        UploadItems.record(next, clock.instant()),
        "#version = :before",
        Map.of("#version", UploadItems.VERSION),
        Map.of(":before", Item.number(version)));
  }

  private boolean put(
      Map<String, AttributeValue> item,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.putItem(
          request -> {
            request.tableName(operations).item(item).conditionExpression(condition);
            if (!names.isEmpty()) {
              request.expressionAttributeNames(names).expressionAttributeValues(values);
            }
          });
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private TransactWriteItem putNew(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(operations)
                    .item(item)
                    .conditionExpression("attribute_not_exists(PK)"))
        .build();
  }

  private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
    var response =
        dynamoDb.getItem(request -> request.tableName(operations).key(key).consistentRead(true));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  private Stream<Map<String, AttributeValue>> query(
      String partitionKey, String sortKeyPrefix, boolean forward) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(operations)
                    .consistentRead(true)
                    .scanIndexForward(forward)
                    .keyConditionExpression("PK = :pk AND begins_with(SK, :sk)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(partitionKey),
                            ":sk", AttributeValue.fromS(sortKeyPrefix))))
        .items()
        .stream();
  }

  private Instant expiry() {
    return clock.instant().plus(UploadItems.RECORD_LIFE);
  }
}
