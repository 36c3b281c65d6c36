package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.ConditionSyntax.Comparator;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Order;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Replaces the placeholders of a condition and checks its operands, in the order of the text.
final class ConditionBinder {
  /// developerguide/Constraints.html, "Operands in a membership function"
  private static final int IN_OPERANDS_MAX = 100;

  private static final Set<String> TYPES =
      Arrays.stream(Value.Type.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final Placeholders placeholders;
  private final List<DocumentPath> paths = new ArrayList<>();

  private ConditionBinder(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  static Condition bind(ConditionSyntax syntax, Placeholders placeholders) {
    var binder = new ConditionBinder(placeholders);
    var test = binder.bind(syntax);
    return new Condition(test, References.to(binder.paths));
  }

  private Predicate<Item> bind(ConditionSyntax syntax) {
    return switch (syntax) {
      case ConditionSyntax.Or(var left, var right) -> {
        var first = bind(left);
        var second = bind(right);
        yield item -> first.test(item) || second.test(item);
      }
      case ConditionSyntax.And(var left, var right) -> {
        var first = bind(left);
        var second = bind(right);
        yield item -> first.test(item) && second.test(item);
      }
      case ConditionSyntax.Not(var inner) -> {
        var condition = bind(inner);
        yield item -> !condition.test(item);
      }
      case ConditionSyntax.Comparison comparison -> comparison(comparison);
      case ConditionSyntax.Between between -> between(between);
      case ConditionSyntax.In in -> in(in);
      case ConditionSyntax.Test(var call) -> test(call.function(), operands(call.arguments()));
    };
  }

  private Predicate<Item> comparison(ConditionSyntax.Comparison syntax) {
    var comparator = syntax.comparator();
    var left = operand(syntax.left());
    var right = operand(syntax.right());
    requireDistinct(comparator.sign(), left, right);
    if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL)
      requireOrdered(comparator.sign(), left, right);
    return item -> Functions.compare(comparator, left.of(item), right.of(item));
  }

  private Predicate<Item> between(ConditionSyntax.Between syntax) {
    var operand = operand(syntax.operand());
    var lower = operand(syntax.lower());
    var upper = operand(syntax.upper());
    requireDistinct("BETWEEN", operand, lower, upper);
    requireOrdered("BETWEEN", operand, lower, upper);
    if (lower instanceof Operand.Constant(var least) && upper instanceof Operand.Constant(var most))
      requireBounds(least, most);
    return item -> Functions.isBetween(operand.of(item), lower.of(item), upper.of(item));
  }

  private Predicate<Item> in(ConditionSyntax.In syntax) {
    var operand = operand(syntax.operand());
    var candidates = operands(syntax.candidates());
    if (candidates.size() > IN_OPERANDS_MAX)
      throw new InvalidExpression(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.size());
    requireDistinct("IN", operand, candidates.toArray(Operand[]::new));
    return item -> {
      var value = operand.of(item);
      return candidates.stream()
          .anyMatch(each -> Functions.compare(Comparator.EQUAL, value, each.of(item)));
    };
  }

  private Predicate<Item> test(String function, List<Operand> operands) {
    var first = operands.getFirst();
    return switch (function) {
      case "attribute_exists" -> exists(function, first);
      case "attribute_not_exists" -> {
        var exists = exists(function, first);
        yield item -> !exists.test(item);
      }
      case "attribute_type" -> hasType(first, operands.getLast());
      case "begins_with" -> beginsWith(first, operands.getLast());
      case "contains" -> contains(first, operands.getLast());
      default -> throw new IllegalStateException("unchecked function " + function);
    };
  }

  private static Predicate<Item> exists(String function, Operand operand) {
    if (!(operand instanceof Operand.Attribute(var path))) throw pathRequired(function);
    return item -> path.find(item) != null;
  }

  private static Predicate<Item> hasType(Operand operand, Operand type) {
    requireDistinct("attribute_type", operand, type);
    var fixed = type.fixedType();
    if (!(type instanceof Operand.Constant(Value.Text(var name))))
      throw incorrectType(
          "attribute_type", fixed == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : fixed.name());
    if (!TYPES.contains(name))
      throw new InvalidExpression(
          "Invalid attribute type name found; type: %s, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}"
              .formatted(name));
    return item -> {
      var value = operand.of(item);
      return value != null && value.type().name().equals(name);
    };
  }

  private static Predicate<Item> beginsWith(Operand operand, Operand beginning) {
    requireDistinct("begins_with", operand, beginning);
    for (var each : List.of(operand, beginning)) {
      var type = each.fixedType();
      if (type != null && type != Value.Type.S && type != Value.Type.B)
        throw incorrectType("begins_with", type.name());
    }
    return item -> Functions.beginsWith(operand.of(item), beginning.of(item));
  }

  private static Predicate<Item> contains(Operand container, Operand sought) {
    requireDistinct("contains", container, sought);
    return item -> Functions.contains(container.of(item), sought.of(item));
  }

  private List<Operand> operands(List<OperandSyntax> syntax) {
    var operands = new ArrayList<Operand>(syntax.size());
    for (var each : syntax) operands.add(operand(each));
    return operands;
  }

  private Operand operand(OperandSyntax syntax) {
    return switch (syntax) {
      case OperandSyntax.Path path -> attribute(DocumentPath.of(path, placeholders));
      case OperandSyntax.ValueReference(var reference) ->
          new Operand.Constant(placeholders.value(reference));
      case OperandSyntax.Call(var function, var arguments) ->
          size(function, operand(arguments.getFirst()));
    };
  }

  private Operand attribute(DocumentPath path) {
    paths.add(path);
    return new Operand.Attribute(path);
  }

  private static Operand size(String function, Operand measured) {
    var type = measured.fixedType();
    if (type != null && !Functions.hasSize(type)) throw incorrectType(function, type.name());
    return new Operand.Size(measured);
  }

  private static void requireDistinct(String operator, Operand first, Operand... others) {
    if (first instanceof Operand.Attribute(var path) && Arrays.asList(others).contains(first))
      throw new InvalidExpression(
          "The first operand must be distinct from the remaining operands for this operator or function; operator: %s, first operand: %s"
              .formatted(operator, path));
  }

  private static void requireOrdered(String operator, Operand... operands) {
    for (var operand : operands) {
      var type = operand.fixedType();
      if (type != null && !Order.isOrdered(type)) throw incorrectType(operator, type.name());
    }
  }

  private static void requireBounds(Value lower, Value upper) {
    if (lower.type() != upper.type())
      throw new InvalidExpression(
          "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: %s, upper bound operand: %s"
              .formatted(ValueText.of(lower), ValueText.of(upper)));
    if (Order.compare(lower, upper) > 0)
      throw new InvalidExpression(
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: %s, upper bound operand: %s"
              .formatted(ValueText.of(lower), ValueText.of(upper)));
  }

  static InvalidExpression pathRequired(String function) {
    return new InvalidExpression(
        "Operator or function requires a document path; operator or function: " + function);
  }

  static InvalidExpression incorrectType(String operator, String type) {
    return new InvalidExpression(
        "Incorrect operand type for operator or function; operator or function: %s, operand type: %s"
            .formatted(operator, type));
  }
}
