package groundswell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The pipeline's calls to its tables, as fast as the tables answer. Measures any implementation of
/// the SDK's clients.
final class TablesLoad {
  static final String TABLE = "Measured";

  private static final int THREADS = 8;
  private static final int ITEMS = 8_000;
  private static final int ITEMS_PER_PARTITION = 40;
  private static final int BATCH = 25;
  private static final long WARM_UP_CALLS = 200_000;
  private static final long WARM_UP_SECONDS_MAX = 20;
  private static final long SECONDS = 5;
  private static final String DATA = "x".repeat(250);

  private final DynamoDbClient tables;
  private final DynamoDbStreamsClient streams;

  TablesLoad(DynamoDbClient tables, DynamoDbStreamsClient streams) {
    this.tables = tables;
    this.streams = streams;
  }

  /// A table with a stream, filled.
  void prepare() {
    createTable(tables, TABLE, true);
    for (var item = 0; item < ITEMS; item++) put(item);
  }

  static void createTable(DynamoDbClient tables, String name, boolean hasStream) {
    tables.createTable(
        table -> {
          table
              .tableName(name)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(element("pk", KeyType.HASH), element("sk", KeyType.RANGE))
              .attributeDefinitions(
                  attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.N));
          if (hasStream) {
            table.streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
          }
        });
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  static Map<String, AttributeValue> key(int item) {
    return Map.of(
        "pk", AttributeValue.fromS("partition-" + item / ITEMS_PER_PARTITION),
        "sk", AttributeValue.fromN(Integer.toString(item % ITEMS_PER_PARTITION)));
  }

  static Map<String, AttributeValue> item(int item) {
    var key = key(item);
    return Map.of(
        "pk", key.get("pk"),
        "sk", key.get("sk"),
        "version", AttributeValue.fromN("0"),
        "data", AttributeValue.fromS(DATA));
  }

  private void put(int item) {
    tables.putItem(put -> put.tableName(TABLE).item(item(item)));
  }

  /// Conditional updates a second, while a reader follows the stream.
  ///
  /// @return also how many records the reader was behind at the end
  Updates conditionalUpdates() throws InterruptedException {
    var versions = new int[ITEMS];
    var reader = new StreamReader(streams, streamArn());
    var thread = Thread.ofPlatform().start(reader);
    var updates = new LongAdder();
    var perSecond =
        perSecond(
            worker -> {
              var own = ITEMS / THREADS;
              var item = worker * own + ThreadLocalRandom.current().nextInt(own);
              update(item, versions[item], ++versions[item]);
              updates.increment();
            });
    reader.drain(ITEMS + updates.sum());
    thread.join();
    return new Updates(perSecond, ITEMS + updates.sum() - reader.records());
  }

  /// @param lost records that the reader did not find
  record Updates(double perSecond, long lost) {}

  private void update(int item, int from, int to) {
    tables.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(key(item))
                .updateExpression("SET version = :to, #data = :data")
                .conditionExpression("version = :from")
                .expressionAttributeNames(Map.of("#data", "data"))
                .expressionAttributeValues(
                    Map.of(
                        ":from", AttributeValue.fromN(Integer.toString(from)),
                        ":to", AttributeValue.fromN(Integer.toString(to)),
                        ":data", AttributeValue.fromS(DATA))));
  }

  private String streamArn() {
    return tables.describeTable(table -> table.tableName(TABLE)).table().latestStreamArn();
  }

  double gets() throws InterruptedException {
    return perSecond(
        _ -> {
          var item = ThreadLocalRandom.current().nextInt(ITEMS);
          tables.getItem(get -> get.tableName(TABLE).key(key(item)).consistentRead(true));
        });
  }

  /// Transactions of two puts a second.
  double transactions() throws InterruptedException {
    return perSecond(
        worker -> {
          var own = ITEMS / THREADS;
          var item = worker * own + ThreadLocalRandom.current().nextInt(own - 1);
          tables.transactWriteItems(
              transaction -> transaction.transactItems(action(item), action(item + 1)));
        });
  }

  private static TransactWriteItem action(int item) {
    return TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item(item))).build();
  }

  /// Items a second, in batches of 25.
  double batchWrites() throws InterruptedException {
    return BATCH
        * perSecond(
            worker -> {
              var own = ITEMS / THREADS;
              var first = worker * own + ThreadLocalRandom.current().nextInt(own - BATCH);
              tables.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, puts(first))));
            });
  }

  static List<WriteRequest> puts(int first) {
    return IntStream.range(first, first + BATCH)
        .mapToObj(item -> PutRequest.builder().item(item(item)).build())
        .map(put -> WriteRequest.builder().putRequest(put).build())
        .toList();
  }

  /// Items a second, in pages of 40.
  double queries() throws InterruptedException {
    return ITEMS_PER_PARTITION
        * perSecond(
            _ -> {
              var partition = ThreadLocalRandom.current().nextInt(ITEMS / ITEMS_PER_PARTITION);
              tables.query(
                  query ->
                      query
                          .tableName(TABLE)
                          .keyConditionExpression("pk = :pk")
                          .expressionAttributeValues(
                              Map.of(":pk", AttributeValue.fromS("partition-" + partition))));
            });
  }

  /// A million items of about 300 bytes.
  void fillWithAMillion() {
    createTable(tables, "Million", false);
    for (var first = 0; first < 1_000_000; first += BATCH) {
      var puts = puts(first);
      tables.batchWriteItem(batch -> batch.requestItems(Map.of("Million", puts)));
    }
  }

  /// Measures once the code is compiled: after many calls, or after a while.
  ///
  /// @param call receives the number of the calling thread
  static double perSecond(IntConsumer call) throws InterruptedException {
    var calls = new LongAdder();
    var ended = new AtomicBoolean();
    var failure = new AtomicReference<RuntimeException>();
    var threads = new ArrayList<Thread>();
    for (var worker = 0; worker < THREADS; worker++) {
      var number = worker;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (!ended.get()) {
                        call.accept(number);
                        calls.increment();
                      }
                    } catch (RuntimeException e) {
                      failure.set(e);
                    }
                  }));
    }
    for (var second = 0; second < WARM_UP_SECONDS_MAX && calls.sum() < WARM_UP_CALLS; second++) {
      TimeUnit.SECONDS.sleep(1);
    }
    var before = calls.sum();
    var start = System.nanoTime();
    TimeUnit.SECONDS.sleep(SECONDS);
    var perSecond = (calls.sum() - before) * 1e9 / (System.nanoTime() - start);
    ended.set(true);
    for (var thread : threads) thread.join();
    if (failure.get() != null) throw failure.get();
    return perSecond;
  }

  /// Follows all shards from their start.
  private static final class StreamReader implements Runnable {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /// After a round without records: no real reader polls without a pause.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final DynamoDbStreamsClient streams;
    private final List<String> iterators = new ArrayList<>();
    private volatile long wanted = Long.MAX_VALUE;
    private volatile long deadline = Long.MAX_VALUE;
    private final LongAdder records = new LongAdder();

    StreamReader(DynamoDbStreamsClient streams, String streamArn) {
      this.streams = streams;
      var shards = streams.describeStream(stream -> stream.streamArn(streamArn));
      for (var shard : shards.streamDescription().shards()) {
        iterators.add(
            streams
                .getShardIterator(
                    iterator ->
                        iterator
                            .streamArn(streamArn)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator());
      }
    }

    /// Makes the reader stop once it has all records.
    void drain(long allRecords) {
      deadline = System.nanoTime() + WAIT_NANOS;
      wanted = allRecords;
    }

    long records() {
      return records.sum();
    }

    @Override
    public void run() {
      while (records() < wanted && System.nanoTime() - deadline < 0) {
        var before = records();
        for (var shard = 0; shard < iterators.size(); shard++) {
          var iterator = iterators.get(shard);
          var page = streams.getRecords(get -> get.shardIterator(iterator).limit(1000));
          iterators.set(shard, page.nextShardIterator());
          records.add(page.records().size());
        }
        if (records() == before) LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
