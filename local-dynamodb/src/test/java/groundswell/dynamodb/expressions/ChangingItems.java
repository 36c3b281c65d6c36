package groundswell.dynamodb.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Numbers;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// developerguide/Expressions.UpdateExpressions.html
class ChangingItems {
  private static final String NO_PATH =
      "The document path provided in the update expression is invalid for update";
  private static final String NO_ATTRIBUTE =
      "The provided expression refers to an attribute that does not exist in the item";
  private static final String WRONG_TYPE =
      "An operand in the update expression has an incorrect data type";

  private final Item item =
      item(
          Map.of(
              "n",
              number("5"),
              "marks",
              list("0", "1", "2"),
              "map",
              new Value.MapOf(Map.of("x", number("1"))),
              "set",
              new Value.TextSet(java.util.Set.of("a", "b"))));

  @Test
  void anyUpdateChangesAnyItemAsAPlainEvaluatorDoes() {
    var applied = new AtomicInteger();
    qt().forAll(longs().all())
        .checkAssert(
            seed -> {
              var random = new SplittableRandom(seed);
              var item = new PlainItems(random).item();
              var plain = new ArbitraryUpdates(random).update();
              var text = new PlainText(random);
              plain.write(text);
              var placeholders = text.placeholders();

              var update = Expressions.update(text.toString(), placeholders);

              placeholders.requireAllUsed();
              var what = "%s on %s".formatted(text.described(), item);
              try {
                var expected = plain.apply(PlainItems.plain(item));
                assertThat(PlainItems.plain(update.apply(item).item()))
                    .as(what)
                    .isEqualTo(expected);
                applied.incrementAndGet();
              } catch (PlainUpdate.Refused refused) {
                assertThatThrownBy(() -> update.apply(item))
                    .as(what)
                    .isInstanceOf(IllegalArgumentException.class);
              }
            });
    assertThat(applied).hasValueGreaterThan(100);
  }

  @Test
  void allActionsReadTheItemAsItWas() {
    assertThat(update("SET a = n, n = :v REMOVE marks", number("7")).get("a"))
        .isEqualTo(number("5"));
  }

  @Test
  void positionsAreThoseBeforeTheUpdate() {
    assertThat(update("REMOVE marks[0] SET marks[2] = :v", number("9")).get("marks"))
        .isEqualTo(list("1", "9"));
  }

  @Test
  void whatIsSetBeyondTheEndOfAListIsAppendedInTheOrderOfThePositions() {
    assertThat(update("SET marks[84] = :v, marks[17] = n", number("9")).get("marks"))
        .isEqualTo(list("0", "1", "2", "5", "9"));
  }

  @Test
  void aSetThatLosesItsLastMemberGoes() {
    var left = update("DELETE #set :v", new Value.TextSet(java.util.Set.of("a", "b", "c")));

    assertThat(left.attributes()).doesNotContainKey("set");
  }

  @Test
  void addingToNothingStartsAtZero() {
    assertThat(update("ADD fresh :v", number("3")).get("fresh")).isEqualTo(number("3"));
    assertThat(update("ADD n :v", number("3")).get("n")).isEqualTo(number("8"));
  }

  @Test
  void aPathLeadsThroughMapsAndListsThatAreThere() {
    refused("SET absent.x = :v", NO_PATH);
    refused("SET n.x = :v", NO_PATH);
    refused("SET #map[0] = :v", NO_PATH);
    refused("SET marks.x = :v", NO_PATH);
    refused("REMOVE absent.x SET a = :v", NO_PATH);
    assertThat(update("REMOVE #map.y, marks[9] SET a = :v", number("1")).get("map"))
        .isEqualTo(item.get("map"));
  }

  @Test
  void whatAnActionReadsMustBeThereInTheRightType() {
    refused("SET a = absent + :v", NO_ATTRIBUTE);
    refused("SET a = list_append(absent, marks), b = :v", NO_ATTRIBUTE);
    refused("SET a = marks + :v", WRONG_TYPE);
    refused("SET a = list_append(n, marks), b = :v", WRONG_TYPE);
    refused("ADD marks :v", WRONG_TYPE);
  }

  @Test
  void aSumThatCannotBeStoredIsRefused() {
    assertThatThrownBy(() -> update("SET n = n + :v", number("1e50")))
        .hasMessageStartingWith("Number overflow.");
  }

  @Test
  void anUpdateThatOnlyRemovesMakesNoItem() {
    var key = item(Map.of("id", new Value.Text("k")));

    assertThat(read("REMOVE a, b.c[0] DELETE d :v", textSet("x")).create(key)).isEmpty();
    assertThat(
            read("REMOVE b.c SET a = :v", number("1"))
                .create(key)
                .orElseThrow()
                .item()
                .attributes())
        .containsOnlyKeys("id", "a");
    assertThatThrownBy(() -> read("SET b.c = :v", number("1")).create(key)).hasMessage(NO_PATH);
  }

  @Test
  void theUpdatedPartsAreToldAsTheyWereAndAsTheyAre() {
    var result =
        read("SET #map.x = :v, #map.y = n, marks[1] = :v REMOVE n", number("8")).apply(item);

    assertThat(result.updatedOld())
        .isEqualTo(
            item(
                Map.of(
                    "map", new Value.MapOf(Map.of("x", number("1"))),
                    "marks", list("1"),
                    "n", number("5"))));
    assertThat(result.updatedNew())
        .isEqualTo(
            item(
                Map.of(
                    "map",
                    new Value.MapOf(Map.of("x", number("8"), "y", number("5"))),
                    "marks",
                    list("8"))));
  }

  /// The service reads the same paths afterwards. So it returns an element that moved up, but not
  /// one that was appended.
  @Test
  void updatedPositionsAreReadAfterTheUpdate() {
    assertThat(
            read("REMOVE marks[0] SET n = :v", number("5")).apply(item).updatedNew().get("marks"))
        .isEqualTo(list("1"));
    assertThat(read("SET marks[9] = :v", number("5")).apply(item).updatedNew())
        .isEqualTo(Item.EMPTY);
  }

  private Item update(String text, Value value) {
    return read(text, value).apply(item).item();
  }

  private static Update read(String text, Value value) {
    var names = Map.of("#map", "map", "#set", "set");
    return Expressions.update(text, new Placeholders(names, Map.of(":v", value)));
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> update(text, number("1")))
        .as(text)
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(message);
  }

  private static Item item(Map<String, Value> attributes) {
    return new Item(attributes);
  }

  private static Value number(String text) {
    return new Value.Numeric(Numbers.parse(text));
  }

  private static Value textSet(String member) {
    return new Value.TextSet(java.util.Set.of(member));
  }

  private static Value list(String... numbers) {
    return new Value.ListOf(List.of(numbers).stream().map(ChangingItems::number).toList());
  }
}
