package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.streams.IteratorOutcome;
import groundswell.dynamodb.streams.ReadOutcome;
import groundswell.dynamodb.streams.StartAt;
import groundswell.dynamodb.streams.StreamRecord;
import groundswell.dynamodb.streams.StreamView;
import groundswell.dynamodb.tables.SerialOrder.Operation;
import groundswell.dynamodb.tables.SerialOrder.Touch;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Whatever runs concurrently, some serial order explains it.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
///
/// A failure prints its seed; `-Dserial.seed=…` runs that one alone.
class RunningAtTheSameTime {
  private static final int SEEDS = 150;
  private static final int PROGRAMS = 4;

  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong versions = new AtomicLong();
  private final ConcurrentLinkedQueue<Operation> history = new ConcurrentLinkedQueue<>();

  @Test
  void hasASerialOrderHoweverThreadsInterleave() {
    for (var seed : seeds().toArray()) {
      var interleaver = new Interleaver(seed);
      var database =
          database(new WatchedStorage(Storage.open(Optional.empty()), interleaver::point));

      interleaver.run(programs(database, seed, 8));

      judge(database, seed);
    }
  }

  @Test
  void hasASerialOrderWhenThreadsRunFreely() throws InterruptedException {
    for (var seed : seeds().limit(30).toArray()) {
      var database = database(new WatchedStorage(Storage.open(Optional.empty()), Thread::yield));

      var threads = programs(database, seed, 40).stream().map(Thread.ofPlatform()::start).toList();
      for (var thread : threads) thread.join();

      judge(database, seed);
    }
  }

  @Test
  void isNotProvenByAHistoryThatHasNoOrder() {
    var lostUpdate = List.of(written(1, 2, "a", 0, 1), written(3, 4, "a", 0, 2));
    var staleRead =
        List.of(written(1, 2, "a", 0, 1), written(3, 4, "a", 1, 1), written(5, 6, "a", 0, 0));
    var tornTransaction =
        List.of(
            new Operation("transaction", 1, 9, List.of(new Touch("a", 0, 1), new Touch("b", 0, 2))),
            new Operation("read", 2, 3, List.of(new Touch("a", 1, 1))),
            new Operation("read", 4, 5, List.of(new Touch("b", 0, 0))));

    assertThat(List.of(lostUpdate, staleRead, tornTransaction))
        .allSatisfy(broken -> assertThat(SerialOrder.violation(broken)).isPresent());
  }

  private static Operation written(
      long called, long returned, String item, long before, long after) {
    return new Operation("operation", called, returned, List.of(new Touch(item, before, after)));
  }

  private static LongStream seeds() {
    var single = Long.getLong("serial.seed");
    return single == null ? LongStream.range(0, SEEDS) : LongStream.of(single);
  }

  private Database database(Storage storage) {
    history.clear();
    var database = Database.open(Fixtures.options(new VirtualTime()), storage);
    var walks =
        database
            .create(walks(bySteps(new Projection.All()), Fixtures.byRating()), Item.EMPTY)
            .orElseThrow();
    database.enableStream(walks, StreamView.NEW_AND_OLD_IMAGES);
    var others = new TableDefinition("Others", walks.definition().key(), List.of());
    assertThat(database.create(others, Item.EMPTY)).isPresent();
    return database;
  }

  private List<Runnable> programs(Database database, long seed, int length) {
    return IntStream.range(0, PROGRAMS)
        .<Runnable>mapToObj(
            number ->
                new Program(database, seed * PROGRAMS + number, length, ticks, versions, history))
        .toList();
  }

  private void judge(Database database, long seed) {
    assertThat(SerialOrder.violation(List.copyOf(history))).as("seed %d", seed).isEmpty();
    var walks = database.table("Walks").orElseThrow();
    assertThat(itemsByRecords(walks))
        .as("items as the stream tells them, seed %d", seed)
        .isEqualTo(items(walks));
    assertThat(Fixtures.items(walks.query(Fixtures.inIndex("BySteps", new Value.Text("Ulm")))))
        .as("items in the index, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(items(walks).values());
    database.close();
  }

  private static Map<Value, Item> items(Table table) {
    var items = new HashMap<Value, Item>();
    table
        .scan(Fixtures.everything())
        .forEachRemaining(row -> items.put(Fixtures.attribute(row.item(), "day"), row.item()));
    return items;
  }

  /// Replays the stream: each record's old image is the item that the earlier records left.
  private static Map<Value, Item> itemsByRecords(Table table) {
    var items = new HashMap<Value, Item>();
    for (var record : records(table)) {
      var day = Fixtures.attribute(record.keys(), "day");
      assertThat(record.oldImage()).isEqualTo(Optional.ofNullable(items.get(day)));
      items.put(day, record.newImage().orElseThrow());
    }
    return items;
  }

  private static List<StreamRecord> records(Table table) {
    var stream = table.stream().orElseThrow();
    var shard = stream.shards().getFirst().id();
    var opened = (IteratorOutcome.Opened) stream.iterator(shard, new StartAt.TrimHorizon());
    return new ArrayList<>(((ReadOutcome.Records) stream.read(opened.iterator(), 1_000)).records());
  }
}
