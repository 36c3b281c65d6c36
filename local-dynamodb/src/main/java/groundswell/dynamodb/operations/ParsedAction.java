package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Update;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.values.Item;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// One action of a transaction, parsed without its table.
///
/// @param attributes the whole item for a put, else its key
/// @param returnsItem whether a failed condition's answer includes the item
record ParsedAction(
    Kind kind,
    String tableName,
    Item attributes,
    Optional<Update> update,
    Optional<Condition> condition,
    boolean returnsItem) {
  private static final ValueLayer LAYER = ValueLayer.NAMED;

  enum Kind {
    CHECK("conditionCheck"),
    PUT("put"),
    UPDATE("update"),
    DELETE("delete");

    private final String member;

    Kind(String member) {
      this.member = member;
    }
  }

  /// @param number counted from 1
  static ParsedAction of(TransactWriteItem item, int number) {
    var given = 0;
    if (item.conditionCheck() != null) given++;
    if (item.put() != null) given++;
    if (item.update() != null) given++;
    if (item.delete() != null) given++;
    if (given != 1)
      throw Errors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
    if (item.put() != null) return put(item.put(), number);
    if (item.delete() != null) return delete(item.delete(), number);
    if (item.conditionCheck() != null) return check(item.conditionCheck(), number);
    return update(item.update(), number);
  }

  private static ParsedAction put(Put put, int number) {
    var expressions =
        reader(
            put.conditionExpression() != null,
            put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null,
            put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null);
    var returned = put.returnValuesOnConditionCheckFailureAsString();
    checkMembers(Kind.PUT, number, put.tableName(), "item", put.hasItem(), returned);
    var item = LAYER.item(put.item());
    PutItem.checkSize(item);
    var condition = expressions.condition(put.conditionExpression());
    expressions.finish();
    return new ParsedAction(
        Kind.PUT, put.tableName(), item, Optional.empty(), condition, "ALL_OLD".equals(returned));
  }

  private static ParsedAction delete(Delete delete, int number) {
    var expressions =
        reader(
            delete.conditionExpression() != null,
            delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null,
            delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null);
    var returned = delete.returnValuesOnConditionCheckFailureAsString();
    checkMembers(Kind.DELETE, number, delete.tableName(), "key", delete.hasKey(), returned);
    var condition = expressions.condition(delete.conditionExpression());
    expressions.finish();
    var key = LAYER.item(delete.key());
    return new ParsedAction(
        Kind.DELETE,
        delete.tableName(),
        key,
        Optional.empty(),
        condition,
        "ALL_OLD".equals(returned));
  }

  private static ParsedAction check(ConditionCheck check, int number) {
    var returned = check.returnValuesOnConditionCheckFailureAsString();
    checkMembers(Kind.CHECK, number, check.tableName(), "key", check.hasKey(), returned);
    new Constraints()
        .notNull(member(Kind.CHECK, number, "conditionExpression"), check.conditionExpression())
        .check();
    var expressions =
        reader(
            true,
            check.hasExpressionAttributeNames() ? check.expressionAttributeNames() : null,
            check.hasExpressionAttributeValues() ? check.expressionAttributeValues() : null);
    var key = LAYER.item(check.key());
    var condition = expressions.condition(check.conditionExpression());
    expressions.finish();
    return new ParsedAction(
        Kind.CHECK,
        check.tableName(),
        key,
        Optional.empty(),
        condition,
        "ALL_OLD".equals(returned));
  }

  private static ParsedAction update(
      software.amazon.awssdk.services.dynamodb.model.Update update, int number) {
    var returned = update.returnValuesOnConditionCheckFailureAsString();
    checkMembers(Kind.UPDATE, number, update.tableName(), "key", update.hasKey(), returned);
    new Constraints()
        .notNull(member(Kind.UPDATE, number, "updateExpression"), update.updateExpression())
        .check();
    var expressions =
        reader(
            true,
            update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null,
            update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null);
    var key = LAYER.item(update.key());
    var change = expressions.update(update.updateExpression());
    var condition = expressions.condition(update.conditionExpression());
    expressions.finish();
    return new ParsedAction(
        Kind.UPDATE, update.tableName(), key, change, condition, "ALL_OLD".equals(returned));
  }

  private static ExpressionReader reader(
      boolean hasExpression,
      @Nullable Map<String, String> names,
      @Nullable Map<String, AttributeValue> values) {
    return new ExpressionReader(LAYER, hasExpression, names, values);
  }

  private static void checkMembers(
      Kind kind,
      int number,
      @Nullable String tableName,
      String attributesMember,
      boolean hasAttributes,
      @Nullable String returned) {
    new Constraints()
        .tableOfItems(member(kind, number, "tableName"), tableName)
        .notNull(member(kind, number, attributesMember), hasAttributes ? Boolean.TRUE : null)
        .oneOf(
            member(kind, number, "returnValuesOnConditionCheckFailure"),
            Choice.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            returned)
        .check();
  }

  private static String member(Kind kind, int number, String name) {
    return "transactItems.%d.member.%s.%s".formatted(number, kind.member, name);
  }

  LocatedAction locate(Engine engine) {
    return new LocatedAction(this, engine.tableOfItems(tableName));
  }
}
