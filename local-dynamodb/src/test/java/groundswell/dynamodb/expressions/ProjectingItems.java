package groundswell.dynamodb.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// developerguide/Expressions.ProjectionExpressions.html
class ProjectingItems {
  @Test
  void everyPathThatTheItemHasIsInTheProjectionAndNothingElse() {
    qt().forAll(longs().all())
        .checkAssert(
            seed -> {
              var random = new SplittableRandom(seed);
              var items = new PlainItems(random);
              var item = items.item();
              var path = items.path();
              var text = new PlainText(random).path(path);

              var projected = Expressions.projection(text.toString(), text.placeholders()).of(item);

              var found = PlainItems.find(PlainItems.plain(item), path);
              var closedUp = new ArrayList<>(path);
              closedUp.replaceAll(step -> step instanceof Integer ? 0 : step);
              assertThat(PlainItems.find(PlainItems.plain(projected), closedUp))
                  .as("%s of %s", text, item)
                  .isEqualTo(found);
              assertThat(values(projected)).isEqualTo(found == null ? 0 : 1);
            });
  }

  @Test
  void elementsOfAListCloseUpInTheirOrder() {
    var item = new Item(Map.of("l", list(0, 1, 2, 3)));

    assertThat(project("l[3], l[1], l[9]", item)).isEqualTo(new Item(Map.of("l", list(1, 3))));
  }

  @Test
  void partsOfOneMapStandTogether() {
    var map = new Value.MapOf(Map.of("x", list(1), "y", list(2), "z", list(3)));

    assertThat(project("m.x, third, m.z[0]", new Item(Map.of("m", map))))
        .isEqualTo(new Item(Map.of("m", new Value.MapOf(Map.of("x", list(1), "z", list(3))))));
  }

  /// How many values the item has, each at the end of the only path.
  private static int values(Item item) {
    return item.attributes().size();
  }

  private static Item project(String text, Item item) {
    return Expressions.projection(text, new Placeholders(Map.of(), Map.of())).of(item);
  }

  private static Value list(long... numbers) {
    return new Value.ListOf(
        java.util.Arrays.stream(numbers).<Value>mapToObj(Value.Numeric::of).toList());
  }
}
