package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.byRating;
import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.delete;
import static groundswell.dynamodb.tables.Fixtures.inIndex;
import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.items;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.tables.WriteOutcome.IndexUnits;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html>
class FollowingInIndexes {
  private static final Value ULM = new Value.Text("Ulm");

  private final VirtualTime time = new VirtualTime();
  private final Database database = Database.open(Fixtures.options(time));

  private Table table(Projection projection) {
    return database.create(walks(bySteps(projection), byRating()), Item.EMPTY).orElseThrow();
  }

  @Test
  void ordersEntriesByTheIndexsOwnKey() {
    var table = table(new Projection.All());
    put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 300));
    put(table, item(walk("bob", "monday"), "town", "Ulm", "steps", -7));
    put(table, item(walk("eve", "monday"), "town", "Bonn", "steps", 1));

    assertThat(items(table.query(inIndex("BySteps", ULM))))
        .extracting(found -> found.attributes().get("steps"))
        .containsExactly(Value.Numeric.of(-7), Value.Numeric.of(300));
  }

  @Test
  void holdsOnlyItemsThatHaveItsKey() {
    var table = table(new Projection.All());
    put(table, item(walk("ann", "monday"), "town", "Ulm"));
    put(table, item(walk("bob", "monday"), "town", "Ulm", "steps", "many"));

    assertThat(items(table.query(inIndex("BySteps", ULM)))).isEmpty();
    assertThat(table.index("BySteps").orElseThrow().itemCount()).isZero();
  }

  @Test
  void holdsWhatItProjects() {
    var walked =
        item(
            walk("ann", "monday"),
            "town",
            "Ulm",
            "steps",
            1,
            "note",
            "rain",
            "shoes",
            "red",
            "rating",
            5);

    var included = table(new Projection.Include(Set.of("note")));
    put(included, walked);

    assertThat(items(included.query(inIndex("BySteps", ULM))))
        .containsExactly(item(walk("ann", "monday"), "town", "Ulm", "steps", 1, "note", "rain"));
    assertThat(items(included.query(inIndex("ByRating", new Value.Text("ann")))))
        .containsExactly(item(walk("ann", "monday"), "rating", 5));
  }

  @Test
  void tellsWhichIndexesAWriteTouchedAndWhatTheyCost() {
    var table = table(new Projection.KeysOnly());

    var inserted = put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 1));
    var sameEntry =
        put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 1, "note", "rain"));
    var moved = put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 2));
    var left = put(table, item(walk("ann", "monday"), "rating", 5));

    assertThat(indexUnits(inserted)).containsExactly(new IndexUnits("BySteps", 1));
    assertThat(indexUnits(sameEntry)).isEmpty();
    assertThat(indexUnits(moved)).containsExactly(new IndexUnits("BySteps", 2));
    assertThat(indexUnits(left))
        .containsExactly(new IndexUnits("BySteps", 1), new IndexUnits("ByRating", 1));
  }

  private static List<IndexUnits> indexUnits(WriteOutcome outcome) {
    return ((WriteOutcome.Applied) outcome).indexUnits();
  }

  @Test
  void goesOnBehindTheLastItemInEitherDirection() {
    var table = table(new Projection.All());
    for (var number = 0; number < 10; number++)
      put(table, item(walk("m" + number, "monday"), "town", "Ulm", "steps", number / 2));

    for (var isAscending : List.of(true, false)) {
      var whole = items(table.query(query(isAscending, Optional.empty())));
      var seen = new ArrayList<Item>();
      var last = Optional.<Item>empty();
      while (seen.size() < 10) {
        var next = table.query(query(isAscending, last)).next().item();
        seen.add(next);
        last = Optional.of(next);
      }
      assertThat(seen).isEqualTo(whole);
      assertThat(table.query(query(isAscending, last)).hasNext()).isFalse();
    }
  }

  private static Query query(boolean isAscending, Optional<Item> after) {
    return new Query(Optional.of("BySteps"), ULM, new SortRange.All(), isAscending, after, false);
  }

  @Test
  void isFilledFromTheItemsThatAreThereWhileTheyAreWritten() {
    var table = database.create(walks(), Item.EMPTY).orElseThrow();
    for (var number = 0; number < 3_500; number++)
      put(table, item(walk("m" + number, "monday"), "town", "Ulm", "steps", number));

    var index = database.addIndex(table, bySteps(new Projection.All()));
    delete(table, walk("m17", "monday"));
    put(table, item(walk("m18", "monday"), "town", "Bonn", "steps", 1));
    put(table, item(walk("new", "monday"), "town", "Ulm", "steps", 1));
    assertThat(index.status()).isEqualTo(Index.Status.BUILDING);
    time.settle();

    assertThat(index.status()).isEqualTo(Index.Status.ACTIVE);
    assertThat(items(table.query(inIndex("BySteps", ULM)))).hasSize(3_499);
    assertThat(index.itemCount()).isEqualTo(3_500);
    assertThat(index.sizeBytes()).isEqualTo(table.sizeBytes());
  }

  @Test
  void isGoneWhenItIsRemoved() {
    var table = table(new Projection.All());
    put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 1));
    var before = database.usage().bytes();

    database.removeIndex(table, "BySteps");

    assertThat(table.index("BySteps")).isEmpty();
    assertThat(table.definition().indexes()).containsExactly(byRating());
    assertThat(database.usage().bytes()).isLessThan(before);
    put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 2));
  }

  @Test
  void alwaysHoldsExactlyWhatFollowsFromTheTable() {
    for (var seed = 0; seed < 30; seed++) {
      var random = new SplittableRandom(seed);
      var engine = Database.open(Fixtures.options(new VirtualTime()));
      var table =
          engine.create(walks(bySteps(new Projection.All()), byRating()), Item.EMPTY).orElseThrow();
      var model = new HashMap<Key, Item>();
      for (var step = 0; step < 200; step++) writeAnything(table, model, random);

      assertThat(items(table.scan(Fixtures.everything())))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(model.values());
      assertThat(items(table.scan(new Scan(Optional.of("BySteps"), 0, 1, Optional.empty(), false))))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(with(model, "town", "steps"));
      assertThat(
              items(table.scan(new Scan(Optional.of("ByRating"), 0, 1, Optional.empty(), false))))
          .as("seed %d", seed)
          .hasSameSizeAs(with(model, "rating"));
      model.keySet().forEach(key -> delete(table, key));
      assertThat(engine.usage().bytes()).as("seed %d: what an empty table takes", seed).isZero();
      assertThat(table.sizeBytes()).isZero();
      engine.close();
    }
  }

  private static void writeAnything(Table table, Map<Key, Item> model, SplittableRandom random) {
    var key = walk("m" + random.nextInt(5), "d" + random.nextInt(4));
    if (random.nextInt(4) == 0) {
      delete(table, key);
      model.remove(key);
      return;
    }
    var attributes = new ArrayList<Object>();
    if (random.nextBoolean())
      attributes.addAll(List.of("town", random.nextBoolean() ? "Ulm" : "Bonn"));
    if (random.nextBoolean()) attributes.addAll(List.of("steps", random.nextInt(3)));
    if (random.nextBoolean()) attributes.addAll(List.of("rating", random.nextInt(3)));
    if (random.nextBoolean()) attributes.addAll(List.of("note", "x".repeat(random.nextInt(3))));
    var item = item(key, attributes.toArray());
    put(table, item);
    model.put(key, item);
  }

  private static List<Item> with(Map<Key, Item> model, String... names) {
    return model.values().stream()
        .filter(item -> item.attributes().keySet().containsAll(List.of(names)))
        .toList();
  }
}
