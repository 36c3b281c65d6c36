package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.tables.Table.Outcome;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkingWithATable {
  private final Table table = new Wiring(TestEnvironment.ofTables()).operations();
  private final String partition = "TABLE#" + TestEnvironment.newTenant();
  private final Key key = new Key(partition, "one");

  @Test
  void updatesAnItemThatDoesNotExistAndLeavesItsOtherAttributes() {
    assertThat(table.update(Update.of(key).set("a", "first").set("b", 7))).isEqualTo(written());
    assertThat(table.update(Update.of(key).set("a", "second"))).isEqualTo(written());

    var item = table.get(key).orElseThrow();
    assertThat(item.text("a")).isEqualTo("second");
    assertThat(item.number("b")).isEqualTo(7);
  }

  @Test
  void addsToANumberThatIsAbsentOrNot() {
    table.update(Update.of(key).add("n", 3));
    table.update(Update.of(key).add("n", 4).set("a", "beside it"));

    assertThat(table.get(key).orElseThrow().number("n")).isEqualTo(7);
  }

  @Test
  void returnsWhatAnUpdateChanged() {
    table.put(Item.at(key).with("pause", 5).with("a", "not asked for"));

    var withPause = table.updateAndGet(Update.of(key).setSum("due", "pause", 100)).orElseThrow();
    var without = table.updateAndGet(Update.of(key).setSum("due", "absent", 200)).orElseThrow();

    assertThat(withPause.names()).containsExactly("due");
    assertThat(withPause.number("due")).isEqualTo(105);
    assertThat(without.number("due")).isEqualTo(200);
  }

  @Test
  void refusesAnUpdateUnlessAllItsConditionsHoldAndReturnsWhatIsStored() {
    table.put(Item.at(key).with("n", 5).with("by", "ann"));
    var n = attribute("n");

    assertThat(changes(n.is(5), attribute("by").is("ann"))).isTrue();
    assertThat(changes(n.is(5), attribute("by").is("bob"))).isFalse();
    assertThat(changes(n.isAtLeast(6).or(n.isLessThan(6)))).isTrue();
    assertThat(changes(n.isAbsent().or(n.isLessThan(5)))).isFalse();
    assertThat(changes(n.is(5).and(attribute("by").is("bob")).or(attribute("by").is("ann"))))
        .isTrue();
    assertThat(changes(n.is(4).or(n.is(5)), attribute("by").is("bob"))).isFalse();

    var refused = table.update(Update.of(key).set("n", 9).onlyIf(n.is(8)));
    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) refused).stored().orElseThrow().text("by")).isEqualTo("ann");
    assertThat(table.updateAndGet(Update.of(key).set("n", 9).onlyIf(n.is(8)))).isEmpty();
    assertThat(table.get(key).orElseThrow().number("n")).isEqualTo(5);
  }

  private boolean changes(Condition... conditions) {
    var update = Update.of(key).add("changes", 1);
    Stream.of(conditions).forEach(update::onlyIf);
    return table.update(update).isWritten();
  }

  @Test
  void looksIntoMaps() {
    table.put(Item.at(key).with("m", Item.empty().with("n.x", 5)));

    var update = Update.of(key).set(attribute("m", "done"), true);
    assertThat(table.update(update.onlyIf(attribute("m", "n.x").isAtLeast(5))).isWritten())
        .isTrue();

    assertThat(table.get(key).orElseThrow().map("m").flag("done")).isTrue();
    assertThat(changes(attribute("m", "done").isPresent())).isTrue();
    assertThat(changes(attribute("m", "done").isAbsent())).isFalse();
  }

  @Test
  void reportsThatNothingIsStoredWhereAConditionDidNotHold() {
    assertThat(table.putIf(Item.at(key), 5)).isEqualTo(new Outcome.Refused(Optional.empty()));
  }

  @Test
  void putsNewItemsTogetherOrNone() {
    var other = new Key(partition, "other");

    assertThat(table.putAllNew(List.of(Item.at(key)))).isTrue();
    assertThat(table.putAllNew(List.of(Item.at(other), Item.at(key)))).isFalse();

    assertThat(table.get(other)).isEmpty();
  }

  @Test
  void deletesAnItemAndDoesNotMindIfThereIsNone() {
    table.put(Item.at(key));

    table.delete(key);
    table.delete(key);

    assertThat(table.get(key)).isEmpty();
  }

  @Test
  void readsAPartitionInEitherDirectionAndInPages() {
    var all = IntStream.range(0, 9).mapToObj(i -> new Key(partition, "part-" + i)).toList();
    table.putAll(all.stream().map(Item::at).toList());
    table.put(Item.at(partition, "zero"));
    var parts = Query.of(partition).and(attribute(Item.SORT_KEY).startsWith("part-"));

    assertThat(keys(parts)).isEqualTo(all);
    assertThat(keys(parts.limit(2))).isEqualTo(all);
    assertThat(keys(parts.descending())).isEqualTo(all.reversed());
    assertThat(keys(between("part-2", "part-4"))).isEqualTo(all.subList(2, 5));
    assertThat(keys(Query.of(partition).and(attribute(Item.SORT_KEY).isAtLeast("part-8"))))
        .containsExactly(all.getLast(), new Key(partition, "zero"));

    var first = table.page(parts.limit(5));
    assertThat(first.items()).extracting(Item::key).isEqualTo(all.subList(0, 5));
    var rest = table.page(parts.after(first.last().orElseThrow()));
    assertThat(rest.items()).extracting(Item::key).isEqualTo(all.subList(5, 9));
    assertThat(rest.last()).isEmpty();
  }

  private Query between(String least, String greatest) {
    return Query.of(partition).and(attribute(Item.SORT_KEY).isBetween(least, greatest));
  }

  private List<Key> keys(Query query) {
    return table.query(query).map(Item::key).toList();
  }

  private static Outcome written() {
    return new Outcome.Written();
  }
}
