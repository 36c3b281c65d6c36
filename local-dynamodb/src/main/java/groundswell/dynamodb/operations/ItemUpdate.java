package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Update;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.WriteFunction;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Updates one item, alone or in a transaction:
/// developerguide/Expressions.UpdateExpressions.html
final class ItemUpdate implements WriteFunction {
  private final Key key;
  private final Item keyAttributes;
  private final Optional<Update> update;
  private final Optional<Condition> condition;
  private final TableDefinition table;
  private final boolean isAlone;
  private Update.@Nullable Result result;

  private ItemUpdate(
      Key key,
      Item keyAttributes,
      Optional<Update> update,
      Optional<Condition> condition,
      TableDefinition table,
      boolean isAlone) {
    this.key = key;
    this.keyAttributes = keyAttributes;
    this.update = update;
    this.condition = condition;
    this.table = table;
    this.isAlone = isAlone;
  }

  /// @param isAlone whether the update is outside a transaction
  static ItemUpdate of(
      Item lookup,
      Optional<Update> update,
      Optional<Condition> condition,
      TableDefinition table,
      boolean isAlone) {
    var key = Keys.ofLookup(lookup, table.key());
    update.ifPresent(
        wanted -> {
          for (var name : Keys.names(table.key()))
            if (wanted.references().attributes().contains(name))
              throw Errors.validation(
                  "One or more parameter values were invalid: Cannot update attribute %s. This attribute is part of the key"
                      .formatted(name));
        });
    return new ItemUpdate(key, lookup, update, condition, table, isAlone);
  }

  Key key() {
    return key;
  }

  /// The updated parts before the update.
  Item updatedOld() {
    return result == null ? Item.EMPTY : result.updatedOld();
  }

  /// The updated parts after the update.
  Item updatedNew() {
    return result == null ? Item.EMPTY : result.updatedNew();
  }

  @Override
  public Decision decide(Optional<Item> before) {
    if (isAlone)
      update.ifPresent(wanted -> checkSize(wanted.statementBytes(before.orElse(Item.EMPTY))));
    if (!Conditions.hold(condition, before)) return Decision.Refuse.conditionFailed();
    if (update.isEmpty()) return new Decision.Put(before.orElse(keyAttributes));
    var applied = ValueLayer.BARE.check(() -> apply(update.get(), before));
    if (applied.isEmpty()) return new Decision.Keep();
    var done = applied.get();
    result = done;
    Keys.checkUpdatedIndexKeys(done.item(), table);
    checkSize(Sizes.bytes(done.item()));
    return new Decision.Put(done.item());
  }

  private Optional<Update.Result> apply(Update wanted, Optional<Item> before) {
    return before.isPresent()
        ? Optional.of(wanted.apply(before.get()))
        : wanted.create(keyAttributes);
  }

  private static void checkSize(int bytes) {
    if (bytes > Sizes.ITEM_BYTES_MAX)
      throw Errors.validation("Item size to update has exceeded the maximum allowed size");
  }
}
