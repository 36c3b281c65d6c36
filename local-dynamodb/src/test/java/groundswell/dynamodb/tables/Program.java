package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.walk;

import groundswell.dynamodb.tables.SerialOrder.Operation;
import groundswell.dynamodb.tables.SerialOrder.Touch;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A random program of reads, writes and transactions on a few items of two tables. It logs what it
/// saw and did.
final class Program implements Runnable {
  static final String VERSION = "version";
  static final int ITEMS = 6;

  private final Database database;
  private final SplittableRandom random;
  private final int length;
  private final AtomicLong ticks;
  private final AtomicLong versions;
  private final Queue<Operation> history;

  /// @param ticks count calls and returns
  /// @param versions count writes
  Program(
      Database database,
      long seed,
      int length,
      AtomicLong ticks,
      AtomicLong versions,
      Queue<Operation> history) {
    this.database = database;
    this.random = new SplittableRandom(seed);
    this.length = length;
    this.ticks = ticks;
    this.versions = versions;
    this.history = history;
  }

  @Override
  public void run() {
    for (var each = 0; each < length; each++) {
      switch (random.nextInt(7)) {
        case 0 -> record("write", () -> write(anyItem(), true));
        case 1 -> record("conditional write", () -> write(anyItem(), random.nextBoolean()));
        case 2 -> record("get", () -> get(anyItem()));
        case 3 -> record("transaction", () -> transact(someItems(), true));
        case 4 ->
            record("conditional transaction", () -> transact(someItems(), random.nextBoolean()));
        case 5 -> record("transactional read", () -> read(someItems()));
        default -> query();
      }
    }
  }

  private void record(String what, Supplier<List<Touch>> work) {
    var called = ticks.incrementAndGet();
    var touches = work.get();
    history.add(new Operation(what, called, ticks.incrementAndGet(), touches));
  }

  private int anyItem() {
    return random.nextInt(ITEMS);
  }

  private List<Integer> someItems() {
    var items = new ArrayList<>(IntStream.range(0, ITEMS).boxed().toList());
    Collections.shuffle(items, new Random(random.nextLong()));
    return items.subList(0, 2 + random.nextInt(2));
  }

  private Table table(int number) {
    return database.table(number < ITEMS / 2 ? "Walks" : "Others").orElseThrow();
  }

  static Key key(int number) {
    return walk("ann", "day-" + number);
  }

  private WriteFunction put(int number, boolean isWanted) {
    return _ ->
        isWanted
            ? new Decision.Put(
                item(
                    key(number),
                    VERSION,
                    versions.incrementAndGet(),
                    "town",
                    "Ulm",
                    "steps",
                    number))
            : Decision.Refuse.conditionFailed();
  }

  private List<Touch> write(int number, boolean isWanted) {
    return List.of(touch(number, table(number).write(key(number), put(number, isWanted))));
  }

  private static Touch touch(int number, WriteOutcome outcome) {
    var before = version(outcome.before());
    return switch (outcome) {
      case WriteOutcome.Applied applied ->
          new Touch(name(number), before, version(applied.after()));
      case WriteOutcome.Refused _ -> new Touch(name(number), before, before);
    };
  }

  private static String name(int number) {
    return "day-" + number;
  }

  static long version(Optional<Item> item) {
    return item.map(present -> Fixtures.number(present, VERSION)).orElse(0L);
  }

  private List<Touch> get(int number) {
    var seen = version(table(number).get(key(number), true));
    return List.of(new Touch(name(number), seen, seen));
  }

  private List<Touch> transact(List<Integer> numbers, boolean isWanted) {
    var actions = new ArrayList<TransactionAction>();
    for (var number : numbers) {
      var isChecked = actions.size() == 1 && random.nextBoolean();
      actions.add(
          new TransactionAction(
              table(number),
              key(number),
              isChecked ? _ -> new Decision.Keep() : put(number, isWanted || actions.isEmpty())));
    }
    return switch (database.transact(actions)) {
      case TransactionOutcome.Committed(var outcomes) -> touches(numbers, outcomes);
      case TransactionOutcome.Cancelled(var outcomes) ->
          touches(numbers, outcomes).stream().map(Program::seen).toList();
    };
  }

  private static List<Touch> touches(List<Integer> numbers, List<? extends WriteOutcome> outcomes) {
    return IntStream.range(0, numbers.size())
        .mapToObj(at -> touch(numbers.get(at), outcomes.get(at)))
        .toList();
  }

  private static Touch seen(Touch touch) {
    return new Touch(touch.item(), touch.before(), touch.before());
  }

  private List<Touch> read(List<Integer> numbers) {
    var found =
        database.read(
            numbers.stream().map(number -> new ItemAddress(table(number), key(number))).toList());
    return IntStream.range(0, numbers.size())
        .mapToObj(
            at -> new Touch(name(numbers.get(at)), version(found.get(at)), version(found.get(at))))
        .toList();
  }

  /// Each row that a query sees is a separate read: transactions and queries are serializable per
  /// item, not as a whole.
  private void query() {
    var called = ticks.incrementAndGet();
    var rows = Fixtures.items(table(0).query(Fixtures.all("ann")));
    var returned = ticks.incrementAndGet();
    for (var number = 0; number < ITEMS / 2; number++) {
      var key = key(number);
      var seen =
          version(
              rows.stream()
                  .filter(row -> Fixtures.attribute(row, "day").equals(key.sort().orElseThrow()))
                  .findFirst());
      history.add(
          new Operation("query", called, returned, List.of(new Touch(name(number), seen, seen))));
    }
  }
}
