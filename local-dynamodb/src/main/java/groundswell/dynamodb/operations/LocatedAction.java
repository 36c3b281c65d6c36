package groundswell.dynamodb.operations;

import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.tables.TransactionAction;
import groundswell.dynamodb.tables.WriteFunction;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// One action of a transaction, with its table.
record LocatedAction(ParsedAction parsed, Table table) {

  /// An action, ready to be carried out.
  ///
  /// @param invalidity why it cannot be carried out; then there is no action
  record Prepared(
      Optional<TransactionAction> action, Optional<String> invalidity, boolean returnsItem) {
    TransactionAction transactionAction() {
      return action.orElseThrow();
    }
  }

  /// An empty key refuses the whole request; a key that does not fit cancels the transaction.
  void refuseEmptyKeys() {
    Keys.refuseEmpty(
        parsed.attributes(), table.definition(), parsed.kind() == ParsedAction.Kind.PUT);
  }

  Key key() {
    var schema = table.definition().key();
    return parsed.kind() == ParsedAction.Kind.PUT
        ? Keys.ofItem(parsed.attributes(), schema)
        : Keys.ofLookup(parsed.attributes(), schema);
  }

  Prepared prepare(TransactionBudget budget) {
    try {
      return new Prepared(Optional.of(action(budget)), Optional.empty(), parsed.returnsItem());
    } catch (DynamoDbException invalid) {
      return new Prepared(
          Optional.empty(),
          Optional.of(invalid.awsErrorDetails().errorMessage()),
          parsed.returnsItem());
    }
  }

  private TransactionAction action(TransactionBudget budget) {
    var key = key();
    return new TransactionAction(table, key, function(budget));
  }

  private WriteFunction function(TransactionBudget budget) {
    return switch (parsed.kind()) {
      case CHECK -> before -> decide(before, new Decision.Keep());
      case DELETE -> before -> decide(before, new Decision.Delete());
      case PUT -> {
        Keys.checkIndexKeys(parsed.attributes(), table.definition());
        var size = Sizes.bytes(parsed.attributes());
        yield before -> {
          budget.take(size);
          return decide(before, new Decision.Put(parsed.attributes()));
        };
      }
      case UPDATE -> update(budget);
    };
  }

  private WriteFunction update(TransactionBudget budget) {
    var update =
        ItemUpdate.of(
            parsed.attributes(), parsed.update(), parsed.condition(), table.definition(), false);
    return before -> {
      try {
        var decision = update.decide(before);
        if (decision instanceof Decision.Put(Item item)) budget.take(Sizes.bytes(item));
        return decision;
      } catch (DynamoDbException invalid) {
        if (Keys.isEmptyKey(invalid) || TransactionBudget.isSpent(invalid)) throw invalid;
        return new Decision.Refuse("ValidationError", invalid.awsErrorDetails().errorMessage());
      }
    };
  }

  private Decision decide(Optional<Item> before, Decision decision) {
    return Conditions.hold(parsed.condition(), before)
        ? decision
        : Decision.Refuse.conditionFailed();
  }
}
