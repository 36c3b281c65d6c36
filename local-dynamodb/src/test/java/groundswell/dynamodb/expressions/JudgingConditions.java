package groundswell.dynamodb.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// developerguide/Expressions.OperatorsAndFunctions.html
class JudgingConditions {
  @Test
  void anyConditionJudgesAnyItemAsAPlainEvaluatorDoes() {
    qt().forAll(longs().all())
        .checkAssert(
            seed -> {
              var random = new SplittableRandom(seed);
              var item = new PlainItems(random).item();
              var condition = new ArbitraryConditions(random).condition(4);
              var text = new PlainText(random);
              condition.write(text);
              var placeholders = text.placeholders();

              var read =
                  Expressions.condition("ConditionExpression", text.toString(), placeholders);

              assertThat(read.test(item))
                  .as("%s on %s", text.described(), item)
                  .isEqualTo(condition.holds(PlainItems.plain(item)));
              placeholders.requireAllUsed();
            });
  }

  @Test
  void notBindsTighterThanAndAndAndTighterThanOr() {
    assertThat(holds("NOT a = :one OR a = :one", 1)).isTrue();
    assertThat(holds("NOT (a = :one OR a = :one)", 1)).isFalse();
    assertThat(holds("a = :one OR a = :one AND a <> :one", 1)).isTrue();
    assertThat(holds("(a = :one OR a = :one) AND a <> :one", 1)).isFalse();
    assertThat(holds("NOT a = :one AND a <> :one", 2)).isTrue();
  }

  @Test
  void anAbsentAttributeIsUnequalToEverythingAndComparesWithNothing() {
    var nothing = Item.EMPTY;
    for (var sign : List.of("=", "<", "<=", ">", ">="))
      assertThat(condition("a " + sign + " b").test(nothing)).as(sign).isFalse();
    assertThat(condition("a <> b").test(nothing)).isTrue();
  }

  @Test
  void pathsAndOperandsMayStandInParentheses() {
    assertThat(holds("(a) = (:one)", 1)).isTrue();
    assertThat(holds("((a) = :one)", 1)).isTrue();
    assertThat(holds("(a = :one) AND (a) IN ((:one))", 1)).isTrue();
    assertThat(holds("((size(b)) > :one) OR attribute_exists(a) AND :one = :one", 1)).isTrue();
  }

  private static Condition condition(String text) {
    return Expressions.condition(
        "ConditionExpression",
        text,
        new Placeholders(Map.of(), Map.of(":one", Value.Numeric.of(1))));
  }

  private static boolean holds(String text, long a) {
    return condition(text).test(new Item(Map.of("a", Value.Numeric.of(a))));
  }
}
