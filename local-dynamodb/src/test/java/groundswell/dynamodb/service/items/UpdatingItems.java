package groundswell.dynamodb.service.items;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import groundswell.dynamodb.service.Songs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

///
/// developerguide/Expressions.UpdateExpressions.html
class UpdatingItems {
  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void createTables() {
    Songs.create(service);
    Songs.createWithId(service, "Things", "S");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "SET a = :v                                  | {'a': {'N': '5'}, 'n': {'N': '1'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET n = n + :v                              | {'n': {'N': '6'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET n = :v - n, a = n                       | {'n': {'N': '4'}, 'a': {'N': '1'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET a = if_not_exists(a, :v)                | {'n': {'N': '1'}, 'a': {'N': '5'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET l = list_append(l, l), l2 = :v          | {'n': {'N': '1'}, 'l2': {'N': '5'}, 'l': {'L': [{'N': '1'}, {'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET l[9] = :v                               | {'n': {'N': '1'}, 'l': {'L': [{'N': '1'}, {'N': '5'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "SET m.k = m.k + :v                          | {'n': {'N': '1'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '6'}}}, 's': {'SS': ['x', 'y']}}",
        "REMOVE l[0], m.k SET a = :v                 | {'n': {'N': '1'}, 'a': {'N': '5'}, 'l': {'L': []}, 'm': {'M': {}}, 's': {'SS': ['x', 'y']}}",
        "ADD n :v, fresh :v                          | {'n': {'N': '6'}, 'fresh': {'N': '5'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
        "DELETE s :set SET a = :v                    | {'n': {'N': '1'}, 'a': {'N': '5'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['y']}}",
        "ADD s :set SET a = :v                       | {'n': {'N': '1'}, 'a': {'N': '5'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}",
      })
  void changesWhatTheExpressionSays(String expression, String after) {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'u'}, 'n': {'N': '1'}, 'l': {'L': [{'N': '1'}]}, 'm': {'M': {'k': {'N': '1'}}}, 's': {'SS': ['x', 'y']}}}");
    var values =
        "':v': {'N': '5'}" + (expression.contains(":set") ? ", ':set': {'SS': ['x']}" : "");

    var answer =
        update(
            "u",
            expression,
            ", 'ReturnValues': 'ALL_NEW', 'ExpressionAttributeValues': {%s}".formatted(values));

    assertThat(withoutId(answer.path("Attributes"))).isEqualTo(json(after));
  }

  private static JsonNode withoutId(JsonNode item) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) item).without("Id");
  }

  @Test
  void makesAnItemThatIsNotThere() {
    var answer =
        update(
            "new",
            "SET a = :v",
            ", 'ReturnValues': 'ALL_NEW', 'ExpressionAttributeValues': {':v': {'S': 'x'}}");

    assertThat(answer).isEqualTo(json("{'Attributes': {'Id': {'S': 'new'}, 'a': {'S': 'x'}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "NONE        | {}",
        "ALL_OLD     | {'Attributes': {'Id': {'S': 'r'}, 'a': {'N': '1'}, 'b': {'N': '1'}}}",
        "UPDATED_OLD | {'Attributes': {'a': {'N': '1'}}}",
        "ALL_NEW     | {'Attributes': {'Id': {'S': 'r'}, 'a': {'N': '2'}, 'b': {'N': '1'}}}",
        "UPDATED_NEW | {'Attributes': {'a': {'N': '2'}}}",
      })
  void returnsTheValuesItIsAskedFor(String wanted, String answer) {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'r'}, 'a': {'N': '1'}, 'b': {'N': '1'}}}");

    assertThat(
            update(
                "r",
                "SET a = :v",
                ", 'ReturnValues': '%s', 'ExpressionAttributeValues': {':v': {'N': '2'}}"
                    .formatted(wanted)))
        .isEqualTo(json(answer));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'UpdateExpression': 'SET Id = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | One or more parameter values were invalid: Cannot update attribute Id. This attribute is part of the key",
        "'UpdateExpression': 'INVALID SYNTAX HERE', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Invalid UpdateExpression: Syntax error; token: \\\"INVALID\\\", near: \\\"INVALID SYNTAX\\\"",
        "'UpdateExpression': '' | Invalid UpdateExpression: The expression can not be empty;",
        "'UpdateExpression': 'SET a = :v' | Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v",
        "'UpdateExpression': 'SET #a = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: #a",
        "'UpdateExpression': 'SET a = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}, ':w': {'S': 'x'}} | Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}",
        "'UpdateExpression': 'SET a = :v', 'ExpressionAttributeNames': {'#n': 'x'}, 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}",
        "'UpdateExpression': 'SET status = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status",
        "'UpdateExpression': 'SET a = :v, a = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
        "'UpdateExpression': 'SET a = :v SET b = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Invalid UpdateExpression: The \\\"SET\\\" section can only be used once in an update expression;",
        "'UpdateExpression': 'SET nowhere.deep = :v', 'ExpressionAttributeValues': {':v': {'S': 'x'}} | The document path provided in the update expression is invalid for update",
        "'UpdateExpression': 'SET a = nowhere', 'ConditionExpression': 'attribute_not_exists(a)' | The provided expression refers to an attribute that does not exist in the item",
        "'UpdateExpression': 'SET a = t + :v', 'ExpressionAttributeValues': {':v': {'N': '1'}} | An operand in the update expression has an incorrect data type",
        "'UpdateExpression': 'SET a = :v', 'AttributeUpdates': {'a': {'Value': {'S': 'x'}, 'Action': 'PUT'}}, 'ExpressionAttributeValues': {':v': {'S': 'x'}} | Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates} Expression parameters: {UpdateExpression}",
        "'ExpressionAttributeNames': {'#n': 'x'} | ExpressionAttributeNames can only be specified when using expressions",
        "'UpdateExpression': 'SET #n = :v', 'ExpressionAttributeNames': {'n': 'x'}, 'ExpressionAttributeValues': {':v': {'S': 'x'}} | ExpressionAttributeNames contains invalid key: Syntax error; key: \\\"n\\\"",
        "'UpdateExpression': 'SET a = :v', 'ExpressionAttributeValues': {'v': {'S': 'x'}} | ExpressionAttributeValues contains invalid key: Syntax error; key: \\\"v\\\"",
      })
  void refusesExpressionsThatAreNone(String members, String message) {
    service.call(
        "PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'x'}, 't': {'S': 'text'}}}");

    service
        .refused(
            "UpdateItem",
            "{'TableName': 'Things', 'Key': {'Id': {'S': 'x'}}, %s}".formatted(members))
        .isValidation(message.replace("\\\"", "\""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'Id': {'S': 'x'}, 'more': {'S': 'y'}} | The provided key element does not match the schema",
        "{'Id': {'N': '1'}} | The provided key element does not match the schema",
        "{} | The provided key element does not match the schema",
        "{'Id': {'S': ''}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: Id",
      })
  void refusesKeysThatAreNone(String key, String message) {
    for (var operation : new String[] {"UpdateItem", "GetItem", "DeleteItem"}) {
      service
          .refused(operation, "{'TableName': 'Things', 'Key': %s}".formatted(key))
          .isValidation(message);
    }
  }

  @Test
  void failsWhereTheConditionDoes() {
    service.call("PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'c'}, 'n': {'N': '1'}}}");

    var refusal =
        service.refused(
            "UpdateItem",
            "{'TableName': 'Things', 'Key': {'Id': {'S': 'c'}}, 'UpdateExpression': 'SET n = :v', 'ConditionExpression': 'n = :old', 'ExpressionAttributeValues': {':v': {'N': '3'}, ':old': {'N': '2'}}, 'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}");

    refusal.is("ConditionalCheckFailedException", "The conditional request failed");
    assertThat(refusal.body().path("Item")).isEqualTo(json("{'Id': {'S': 'c'}, 'n': {'N': '1'}}"));
  }

  @Test
  void keepsASetInItsOwnOrder() {
    service.call(
        "PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'set'}, 's': {'SS': ['b']}}}");

    var answer =
        update(
            "set",
            "ADD s :more",
            ", 'ReturnValues': 'ALL_NEW', 'ExpressionAttributeValues': {':more': {'SS': ['c', 'a', '']}}");

    assertThat(answer.at("/Attributes/s")).isEqualTo(json("{'SS': ['', 'a', 'b', 'c']}"));
  }

  /// Each clause runs beside one that fills the rest of the 409,600 bytes. The dynamodb-conformance
  /// project measured what the service counts.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "SET c = abcdefghij                            | 45",
        "SET c = m.z                                   | 51",
        "SET c = l[1]                                  | 51",
        "SET l = list_append(l, :list)                 | 87",
        "SET c = if_not_exists(c, :t)                  | 85",
        "SET c = if_not_exists(c, :t), e = if_not_exists(e, :t) | 170",
        "SET n = n + :n                                | 72",
        "SET n = n - :n                                | 75",
        "ADD abcdefghij :n                             | 31",
        "ADD s :set                                    | 25",
        "REMOVE abcdefghij                             | 11",
        "REMOVE m.z                                    | 7",
        "REMOVE l[1]                                   | 7",
        "DELETE s :set                                 | 2",
      })
  void countsWhatTheStatementSays(String clause, int bytes) {
    var room = 409_600 - 3 - 19 - "f".length() - bytes;

    service.call("UpdateItem", filling(clause, room));
    service
        .refused("UpdateItem", filling(clause, room + 1))
        .isValidation("Item size to update has exceeded the maximum allowed size");
  }

  private static String filling(String clause, int room) {
    var item = new StringBuilder("'Id': {'S': 'u'}");
    if (clause.contains("abcdefghij")) item.append(", 'abcdefghij': {'N': '1'}");
    if (clause.contains("n = n")) item.append(", 'n': {'N': '1'}");
    if (clause.contains(" s ")) item.append(", 's': {'SS': ['x']}");
    if (clause.contains("m.z")) item.append(", 'm': {'M': {'z': {'S': 'y'}}}");
    if (clause.contains("l[1]") || clause.contains("(l,"))
      item.append(", 'l': {'L': [{'S': 'a'}, {'S': 'b'}]}");
    service.call("PutItem", "{'TableName': 'Things', 'Item': {%s}}".formatted(item));
    var values = new StringBuilder("':f': {'S': '" + "x".repeat(room) + "'}");
    if (clause.contains(":n")) values.append(", ':n': {'N': '1'}");
    if (clause.contains(":t")) values.append(", ':t': {'S': '0123456789'}");
    if (clause.contains(":set")) values.append(", ':set': {'SS': ['x', '12345']}");
    if (clause.contains(":list")) values.append(", ':list': {'L': [{'S': '0123456789'}]}");
    var expression =
        clause.startsWith("SET ")
            ? "SET f = :f, " + clause.substring("SET ".length())
            : "SET f = :f " + clause;
    return "{'TableName': 'Things', 'Key': {'Id': {'S': 'u'}}, 'UpdateExpression': '%s', 'ExpressionAttributeValues': {%s}}"
        .formatted(expression, values);
  }

  private static JsonNode update(String id, String expression, String members) {
    return service.call(
        "UpdateItem",
        "{'TableName': 'Things', 'Key': {'Id': {'S': '%s'}}, 'UpdateExpression': '%s'%s}"
            .formatted(id, expression, members));
  }
}
