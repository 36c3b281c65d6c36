package groundswell.dynamodb.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.dynamodb.expressions.KeyCondition.Selection;
import groundswell.dynamodb.expressions.KeyCondition.Test.BeginsWith;
import groundswell.dynamodb.expressions.KeyCondition.Test.Between;
import groundswell.dynamodb.expressions.KeyCondition.Test.Equal;
import groundswell.dynamodb.expressions.KeyCondition.Test.Greater;
import groundswell.dynamodb.expressions.KeyCondition.Test.GreaterOrEqual;
import groundswell.dynamodb.expressions.KeyCondition.Test.Less;
import groundswell.dynamodb.expressions.KeyCondition.Test.LessOrEqual;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.schema.TableDefinition.KeyType;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// developerguide/Query.KeyConditionExpressions.html
class QueryingByKey {
  private static final Value P = new Value.Text("p");
  private static final Value LOW = new Value.Text("a");
  private static final Value HIGH = new Value.Text("b");
  private static final Map<String, Value> VALUES =
      Map.of(":p", P, ":a", LOW, ":b", HIGH, ":n", Value.Numeric.of(1));

  private static final KeySchema SIMPLE =
      new KeySchema(new KeyAttribute("pk", KeyType.S), Optional.empty());
  private static final KeySchema COMPOSITE =
      new KeySchema(
          new KeyAttribute("pk", KeyType.S), Optional.of(new KeyAttribute("sk", KeyType.S)));

  @Test
  void aPartitionIsReadWholeOrInPart() {
    assertThat(select("pk = :p")).isEqualTo(new Selection(P, Optional.empty()));
    assertSort("pk = :p AND sk = :a", new Equal(LOW));
    assertSort("pk = :p AND sk < :a", new Less(LOW));
    assertSort("pk = :p AND sk <= :a", new LessOrEqual(LOW));
    assertSort("pk = :p AND sk > :a", new Greater(LOW));
    assertSort("pk = :p AND sk >= :a", new GreaterOrEqual(LOW));
    assertSort("pk = :p AND sk BETWEEN :a AND :b", new Between(LOW, HIGH));
    assertSort("pk = :p AND begins_with(sk, :a)", new BeginsWith(LOW));
  }

  @Test
  void theOrderAndTheSidesDoNotMatterNorDoParentheses() {
    assertSort("sk = :a AND pk = :p", new Equal(LOW));
    assertSort(":p = pk AND :a <= sk", new GreaterOrEqual(LOW));
    assertSort("(pk = :p AND (sk > :a))", new Greater(LOW));
    assertSort("(pk = :p) AND (:a > sk)", new Less(LOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sk = :a                              | Query condition missed key schema element: pk",
        "third = :a                           | Query condition missed key schema element: pk",
        "pk = :p AND third = :a               | Query condition missed key schema element: sk",
        "pk > :p                              | Query key condition not supported",
        "begins_with(pk, :p) AND sk = :a      | Query key condition not supported",
        "pk = :p AND sk > :a AND third < :b   | The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)",
        "sk > :a AND sk < :b                  | Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key",
        "pk = :p AND sk > :a AND sk < :b      | Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key",
        "pk = :p OR sk = :a                   | Invalid operator used in KeyConditionExpression: OR",
        "NOT pk = :p                          | Invalid operator used in KeyConditionExpression: NOT",
        "pk = :p AND sk IN (:a, :b)           | Invalid operator used in KeyConditionExpression: IN",
        "pk <> :p                             | Invalid operator used in KeyConditionExpression: <>",
        "attribute_exists(pk)                 | Invalid operator used in KeyConditionExpression: attribute_exists",
        "pk = :p AND sk.foo = :a              | KeyConditionExpressions cannot have conditions on nested attributes",
        "pk = :p AND size(sk) = :n            | KeyConditionExpressions cannot contain nested operations",
        "pk = sk                              | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
        ":p = :a                              | Invalid condition in KeyConditionExpression: No key attribute specified",
        "pk = :p AND begins_with(:a, sk)      | Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand",
        "pk = :n                              | One or more parameter values were invalid: Condition parameter type does not match schema type",
        "pk = :p AND sk > :n                  | One or more parameter values were invalid: Condition parameter type does not match schema type",
        "pk = :p AND                          | Invalid KeyConditionExpression: Syntax error; token: \"<EOF>\", near: \"AND\"",
        "((pk = :p))                          | Invalid KeyConditionExpression: The expression has redundant parentheses;"
      })
  void anythingElseIsRefused(String text, String message) {
    assertThatThrownBy(() -> select(text))
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(message);
  }

  @Test
  void aTableWithoutASortKeyTakesNoSecondCondition() {
    assertThatThrownBy(() -> read("pk = :p AND sk = :a").of(SIMPLE))
        .hasMessage(
            "The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)");
  }

  /// developerguide/GSI.DesignPattern.MultiAttributeKeys.html
  @Test
  void severalSortKeysAreEqualUpToTheLastThatIsNamed() {
    assertThat(several("pk = :p AND b > :b AND a = :a AND more = :b"))
        .isEqualTo(new Selection(List.of(P, HIGH), List.of(LOW), Optional.of(new Greater(HIGH))));
    assertThat(several("pk = :p AND more = :b"))
        .isEqualTo(new Selection(List.of(P, HIGH), List.of(), Optional.empty()));
    assertThatThrownBy(() -> several("pk = :p"))
        .hasMessage("Query condition missed key schema element: more");
    assertThatThrownBy(() -> several("pk = :p AND more = :p AND a > :a AND c = :b"))
        .hasMessage(
            "RANGE key attributes a, b must have equality conditions specified in the query because a condition is present on key attribute c");
  }

  private static Selection several(String text) {
    var attributes =
        Stream.of("pk", "more", "a", "b", "c")
            .map(name -> new KeyAttribute(name, KeyType.S))
            .toList();
    return read(text).of(new KeySchema(attributes.subList(0, 2), attributes.subList(2, 5)));
  }

  private static void assertSort(String text, KeyCondition.Test sort) {
    assertThat(select(text)).as(text).isEqualTo(new Selection(P, Optional.of(sort)));
  }

  private static Selection select(String text) {
    return read(text).of(COMPOSITE);
  }

  private static KeyCondition read(String text) {
    return Expressions.keyCondition(text, new Placeholders(Map.of(), VALUES));
  }
}
