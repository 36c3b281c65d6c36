package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.UpdateSyntax.Action;
import groundswell.dynamodb.expressions.UpdateSyntax.Assigned;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Numbers;
import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/// Replaces the placeholders of an update and checks its paths and operands, in the service's
/// order: first that the paths do not conflict, then the names and then the values of the actions,
/// from the last action to the first.
final class UpdateBinder {
  private static final Map<Value.Type, String> TYPE_NAMES =
      Map.of(
          Value.Type.S, "STRING",
          Value.Type.N, "NUMBER",
          Value.Type.B, "BINARY",
          Value.Type.BOOL, "BOOLEAN",
          Value.Type.NULL, "NULL",
          Value.Type.L, "LIST",
          Value.Type.M, "MAP");
  private static final Set<Value.Type> SETS = Set.of(Value.Type.SS, Value.Type.NS, Value.Type.BS);

  private final Placeholders placeholders;
  private final StatementSize size = new StatementSize();

  private UpdateBinder(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  static Update bind(UpdateSyntax syntax, Placeholders placeholders) {
    return new UpdateBinder(placeholders).bind(syntax.actions());
  }

  private Update bind(List<Action> actions) {
    var paths = actions.stream().map(action -> path(action.path())).toList();
    DocumentPath.requireApart(paths);
    actions.reversed().forEach(this::resolveNames);
    var changes = new LinkedHashMap<DocumentPath, Change>();
    for (var at = actions.size() - 1; at >= 0; at--)
      changes.putFirst(paths.get(at), change(actions.get(at), paths.get(at)));
    return new Update(changes, size);
  }

  private void resolveNames(Action action) {
    if (!(action instanceof UpdateSyntax.Set(_, var assigned))) return;
    switch (assigned) {
      case Assigned.Operand(var operand) -> resolveNames(operand);
      case Assigned.Sum(var left, var right) -> List.of(left, right).forEach(this::resolveNames);
      case Assigned.Difference(var left, var right) ->
          List.of(left, right).forEach(this::resolveNames);
    }
  }

  private void resolveNames(OperandSyntax operand) {
    switch (operand) {
      case OperandSyntax.Path path -> path(path);
      case OperandSyntax.ValueReference _ -> {}
      case OperandSyntax.Call(_, var arguments) -> arguments.forEach(this::resolveNames);
    }
  }

  private Change change(Action action, DocumentPath path) {
    return switch (action) {
      case UpdateSyntax.Set(_, var assigned) -> {
        size.put(path);
        yield assigned(assigned);
      }
      case UpdateSyntax.Remove _ -> {
        size.removal(path);
        yield (Change.Removal) _ -> null;
      }
      case UpdateSyntax.Add(_, var reference) ->
          addition(path, placeholders.value(reference.reference()));
      case UpdateSyntax.Delete(_, var reference) ->
          deletion(path, placeholders.value(reference.reference()));
    };
  }

  private Change.Put assigned(Assigned assigned) {
    return switch (assigned) {
      case Assigned.Operand(var operand) -> operand(operand);
      case Assigned.Sum(var left, var right) -> {
        size.sum();
        yield calculation("+", left, right, Numbers::add);
      }
      case Assigned.Difference(var left, var right) -> {
        size.difference();
        yield calculation("-", left, right, Numbers::subtract);
      }
    };
  }

  private Change.Put calculation(
      String sign, OperandSyntax left, OperandSyntax right, BinaryOperator<BigDecimal> operator) {
    var first = operand(left);
    var second = operand(right);
    requireType(sign, Value.Type.N, first, second);
    return item -> {
      if (first.after(item) instanceof Value.Numeric(var a)
          && second.after(item) instanceof Value.Numeric(var b))
        return new Value.Numeric(operator.apply(a, b));
      throw incorrectType();
    };
  }

  private Change.Put operand(OperandSyntax syntax) {
    return switch (syntax) {
      case OperandSyntax.Path path -> attribute(operandPath(path));
      case OperandSyntax.ValueReference(var reference) -> {
        var value = placeholders.value(reference);
        size.operand(value);
        yield new Constant(value);
      }
      case OperandSyntax.Call call -> {
        SyntaxCheck.requireOperands(call, 2);
        yield call.function().equals("list_append") ? listAppend(call) : ifNotExists(call);
      }
    };
  }

  private static Change.Put attribute(DocumentPath path) {
    return item -> {
      var value = path.find(item);
      if (value == null)
        throw new InvalidExpression(
            "The provided expression refers to an attribute that does not exist in the item");
      return value;
    };
  }

  private Change.Put ifNotExists(OperandSyntax.Call call) {
    var fallback = operand(call.arguments().getLast());
    if (!(call.arguments().getFirst() instanceof OperandSyntax.Path syntax)) {
      operand(call.arguments().getFirst());
      throw ConditionBinder.pathRequired(call.function());
    }
    size.ifNotExists();
    var path = operandPath(syntax);
    return item -> {
      var value = path.find(item);
      return value == null ? fallback.after(item) : value;
    };
  }

  private Change.Put listAppend(OperandSyntax.Call call) {
    size.listAppend();
    var first = operand(call.arguments().getFirst());
    var second = operand(call.arguments().getLast());
    requireType(call.function(), Value.Type.L, first, second);
    return item -> {
      if (first.after(item) instanceof Value.ListOf(var head)
          && second.after(item) instanceof Value.ListOf(var tail)) {
        var all = new ArrayList<>(head);
        all.addAll(tail);
        return new Value.ListOf(all);
      }
      throw incorrectType();
    };
  }

  private Change addition(DocumentPath path, Value addend) {
    if (addend.type() != Value.Type.N) requireSet("ADD", addend);
    size.addition(path, addend);
    return (Change.Put)
        item -> {
          var value = path.find(item);
          if (value == null) return addend;
          if (value instanceof Value.Numeric(var a) && addend instanceof Value.Numeric(var b))
            return new Value.Numeric(Numbers.add(a, b));
          if (value.type() == addend.type() && SETS.contains(addend.type()))
            return Sets.union(value, addend);
          throw incorrectType();
        };
  }

  private Change deletion(DocumentPath path, Value members) {
    requireSet("DELETE", members);
    size.removal(path);
    return (Change.Removal)
        item -> {
          var value = path.find(item);
          if (value == null) return null;
          if (value.type() != members.type()) throw incorrectType();
          return Sets.difference(value, members);
        };
  }

  private DocumentPath operandPath(OperandSyntax.Path syntax) {
    var path = path(syntax);
    size.operand(path);
    return path;
  }

  private DocumentPath path(OperandSyntax.Path syntax) {
    return DocumentPath.of(syntax, placeholders);
  }

  private record Constant(Value value) implements Change.Put {
    @Override
    public Value after(Item before) {
      return value;
    }
  }

  private static void requireType(String function, Value.Type type, Change.Put... operands) {
    for (var operand : operands) {
      if (operand instanceof Constant(var value) && value.type() != type)
        throw ConditionBinder.incorrectType(function, value.type().name());
    }
  }

  private static void requireSet(String operator, Value value) {
    if (!SETS.contains(value.type()))
      throw new InvalidExpression(
          "Incorrect operand type for operator or function; operator: %s, operand type: %s, typeSet: ALLOWED_FOR_%s_OPERAND"
              .formatted(operator, TYPE_NAMES.get(value.type()), operator));
  }

  private static InvalidExpression incorrectType() {
    return new InvalidExpression("An operand in the update expression has an incorrect data type");
  }
}
