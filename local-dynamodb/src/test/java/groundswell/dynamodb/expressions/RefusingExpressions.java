package groundswell.dynamodb.expressions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.dynamodb.values.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The messages are the service's own. What it may refuse:
/// developerguide/Expressions.html and developerguide/Constraints.html
class RefusingExpressions {
  private static final Map<String, String> NAMES = Map.of("#a", "a", "#data", "data", "#b", "b");
  private static final Map<String, Value> VALUES =
      Map.of(
          ":s", new Value.Text("text"),
          ":n", Value.Numeric.of(3),
          ":m", Value.Numeric.of(2),
          ":b", new Value.Binary(SdkBytes.fromUtf8String("xy")),
          ":bool", new Value.Bool(true),
          ":list", new Value.ListOf(List.of()),
          ":set", new Value.TextSet(Set.of("a")),
          ":type", new Value.Text("DOG"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a                        | <EOF> | a",
        "a = :s b                 | b     | :s b",
        "a == :s                  | =     | == :s",
        "= :s                     | =     | = :s",
        "a = :s AND               | <EOF> | AND",
        "a AND b = :s             | AND   | a AND b",
        "a = hi-there             | -     | hi-there",
        "NOT                      | <EOF> | NOT",
        "a IN ()                  | )     | ()",
        "contains()               | )     | ()",
        "_a = :s                  | _     | _a",
        "a.1 = :s                 | 1     | .1 =",
        "a[-1] = :s               | -     | [-1",
        "a[01] = :s               | 1     | 01]",
        "a[:n] = :s               | :n    | [:n]",
        "a = :                    | :     | = :",
        "# = :s                   | #     | # =",
        "(a = :s                  | <EOF> | :s",
        "(a = :s) = b             | =     | ) = b",
        "a BETWEEN :s OR :s       | OR    | :s OR :s",
        "and = :s                 | and   | and ="
      })
  void aSyntaxErrorNamesTheTokenAndItsNeighbours(String text, String token, String near) {
    refused(
        text,
        "Invalid ConditionExpression: Syntax error; token: \"%s\", near: \"%s\""
            .formatted(token, near));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVALID SYNTAX HERE      | INVALID | INVALID SYNTAX",
        "SET                      | <EOF>   | SET",
        "SET a                    | <EOF>   | a",
        "SET _123 = :n            | _       | SET _123",
        "SET a = VALUE 1          | 1       | VALUE 1",
        "SET a = :n + :n + :n     | +       | :n + :n",
        "SET a = :n, b = :n,      | <EOF>   | ,",
        "SET :a = :n              | :a      | SET :a =",
        "ADD hits : incr          | :       | hits : incr",
        "ADD a b                  | b       | a b",
        "REMOVE a b               | b       | a b",
        "SET c = if_not_exists(c, :n+:n) | + | :n+:n"
      })
  void aSyntaxErrorOfAnUpdateToo(String text, String token, String near) {
    refusedUpdate(
        text,
        "Invalid UpdateExpression: Syntax error; token: \"%s\", near: \"%s\""
            .formatted(token, near));
  }

  @Test
  void anExpressionHasSomeTextAndNotTooMuch() {
    refused("", "Invalid ConditionExpression: The expression can not be empty;");
    refusedUpdate("  ", "Invalid UpdateExpression: The expression can not be empty;");
    refused(
        "a = :n" + " ".repeat(4_091),
        "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4097");
    refusedUpdate(
        "SET a = :n" + " ".repeat(4_087),
        "Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;");
  }

  @Test
  void anExpressionHasThreeHundredOperatorsAtMost() {
    var most = "a=:n" + " OR a=:n".repeat(149);
    Expressions.condition("FilterExpression", most, placeholders());

    refused(
        most + " OR NOT a=:n",
        "Invalid ConditionExpression: The expression contains too many operators; operator count: 302");
  }

  @Test
  void parenthesesStandOnceAroundTheSame() {
    var redundant = "Invalid ConditionExpression: The expression has redundant parentheses;";
    refused("((a = :s))", redundant);
    refused("((a)) = :s", redundant);
    refused("a = ((:s))", redundant);
    refused("(((a = :s)) OR a = :n)", redundant);
    refused("(".repeat(2_000) + "a = :s" + ")".repeat(2_000), redundant);
  }

  @Test
  void aReservedWordStandsBehindAName() {
    refused(
        "Status = :s",
        "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: Status");
    refused(
        "a.size = :s",
        "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: size");
    refusedUpdate(
        "SET name = :s",
        "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dog(a)                    | Invalid function name; function: dog",
        "SIZE(a) = :n              | Invalid function name; function: SIZE",
        "size(a)                   | The function is not allowed to be used this way in an expression; function: size",
        "attribute_exists(a) = :n  | The function is not allowed to be used this way in an expression; function: attribute_exists",
        "if_not_exists(a, b) = :n  | The function is not allowed in a condition expression; function: if_not_exists",
        "size(a, b) = :n           | Incorrect number of operands for operator or function; operator or function: size, number of operands: 2",
        "begins_with(a)            | Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1",
        "attribute_exists(:n)      | Operator or function requires a document path; operator or function: attribute_exists",
        "begins_with(a, :n)        | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
        "size(:bool) = :n          | Incorrect operand type for operator or function; operator or function: size, operand type: BOOL",
        "attribute_type(a, :n)     | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N",
        "attribute_type(a, :type)  | Invalid attribute type name found; type: DOG, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}",
        "a < :list                 | Incorrect operand type for operator or function; operator or function: <, operand type: L",
        ":set >= a                 | Incorrect operand type for operator or function; operator or function: >=, operand type: SS",
        "a BETWEEN :bool AND :bool | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL",
        "contains(#data, data.x) OR contains(#data, #data) | Attribute name is a reserved keyword; reserved keyword: data",
        "contains(#data, #data)    | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [data]",
        "a.b[1] = #a.#b[1]         | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b, [1]]",
        "a IN (b, a)               | The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]",
        "a BETWEEN :n AND :s       | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:3}, upper bound operand: AttributeValue: {S:text}",
        "a BETWEEN :n AND :m       | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:3}, upper bound operand: AttributeValue: {N:2}",
        "a[2147483648] = :n        | List index is not within the allowable range; index: [2147483648]",
        "#x = :n                   | An expression attribute name used in the document path is not defined; attribute name: #x",
        "a = :x                    | An expression attribute value used in expression is not defined; attribute value: :x"
      })
  void operandsFitTheirFunctionsAndOperators(String text, String message) {
    refused(text, "Invalid ConditionExpression: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET a = :n SET b = :n | The \"SET\" section can only be used once in an update expression;",
        "SET a = size(b)       | The function is not allowed in an update expression; function: size",
        "SET a = dog(b)        | Invalid function name; function: dog",
        "SET a = list_append(list_append(a, b), :list) | The function is not allowed to be used this way in an expression; function: list_append",
        "SET a = list_append(:list) | Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1",
        "SET a = list_append(:s, :list) | Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
        "SET a = :s + :n       | Incorrect operand type for operator or function; operator or function: +, operand type: S",
        "SET a = if_not_exists(:n, :n) | Operator or function requires a document path; operator or function: if_not_exists",
        "ADD a :s              | Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "DELETE a :n           | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "SET a = :n, #a = :n   | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
        "SET a.b = :n REMOVE a.b.c[0] | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, b, c, [0]]",
        "SET a.b = :n, a[1] = :n | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]",
        "SET #x = :n           | An expression attribute name used in the document path is not defined; attribute name: #x",
        "SET a = :x            | An expression attribute value used in expression is not defined; attribute value: :x"
      })
  void theActionsOfAnUpdateFitTogether(String text, String message) {
    refusedUpdate(text, "Invalid UpdateExpression: " + message);
  }

  @Test
  void thePathsOfAProjectionStandApart() {
    assertThatThrownBy(() -> Expressions.projection("#a, b, #a.#b", placeholders()))
        .hasMessage(
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]");
    assertThatThrownBy(() -> Expressions.projection("!!", placeholders()))
        .hasMessage("Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\"");
  }

  @Test
  void aPathHasThirtyTwoElementsAtMost() {
    Expressions.projection("a" + ".b".repeat(31), placeholders());

    assertThatThrownBy(() -> Expressions.projection("a" + ".b".repeat(32), placeholders()))
        .hasMessageContaining("nesting levels: 33");
  }

  @Test
  void inTakesAHundredOperandsAtMost() {
    var values = new HashMap<String, Value>();
    for (var each = 0; each < 101; each++) values.put(":v" + each, Value.Numeric.of(each));

    assertThatThrownBy(() -> in(101, values))
        .hasMessage(
            "Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101");
    in(100, values);
  }

  private static void in(int operands, Map<String, Value> values) {
    var list =
        IntStream.range(0, operands).mapToObj(each -> ":v" + each).collect(Collectors.joining(","));
    Expressions.condition(
        "FilterExpression", "a IN (" + list + ")", new Placeholders(Map.of(), values));
  }

  @Test
  void aPlaceholderThatNoExpressionUsesIsRefused() {
    var placeholders =
        Placeholders.of(Map.of("#a", "x", "#b", "y"), Map.of(":n", AttributeValue.fromN("1")));
    Expressions.condition("ConditionExpression", "#a = #a.c", placeholders);

    assertThatThrownBy(placeholders::requireAllUsed)
        .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
    Expressions.projection("#b", placeholders);
    assertThatThrownBy(placeholders::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:n}");
  }

  @Test
  void aPlaceholderHasASignAndAWord() {
    placeholdersRefused(
        Map.of("a", "x"),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
    placeholdersRefused(
        Map.of("#", "x"),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"#\"");
    placeholdersRefused(
        Map.of("#a-b", "x"),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"#a-b\"");
    placeholdersRefused(
        Map.of("#a", ""),
        "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
    assertThatThrownBy(() -> Placeholders.of(Map.of(), Map.of("v", AttributeValue.fromS("x"))))
        .hasMessage("ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"");
    assertThatThrownBy(
            () -> Placeholders.of(Map.of(), Map.of(":v", AttributeValue.fromSs(List.of()))))
        .hasMessage(
            "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An string set  may not be empty for key :v");
  }

  private static void placeholdersRefused(Map<String, String> names, String message) {
    assertThatThrownBy(() -> Placeholders.of(names, Map.of()))
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(message);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> Expressions.condition("ConditionExpression", text, placeholders()))
        .as(text)
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(message);
  }

  private static void refusedUpdate(String text, String message) {
    assertThatThrownBy(() -> Expressions.update(text, placeholders()))
        .as(text)
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(message);
  }

  private static Placeholders placeholders() {
    return new Placeholders(NAMES, VALUES);
  }
}
