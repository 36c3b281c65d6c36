package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.ConditionSyntax.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads conditions. NOT binds tighter than AND, and AND tighter than OR.
///
/// A parenthesis may open a condition or an operand; only what follows tells which. So the parser
/// reads a [Phrase], and asks for a condition where only a condition fits.
final class ConditionParser extends Parser {
  private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

  private ConditionParser(String text) {
    super(text);
  }

  static ConditionSyntax parse(String text) {
    var parser = new ConditionParser(text);
    var condition = parser.condition(parser.disjunction());
    parser.expectEnd();
    return condition;
  }

  /// A part of the text: a condition, or an operand of one.
  private sealed interface Phrase {
    record OfCondition(ConditionSyntax condition) implements Phrase {}

    record OfOperand(OperandSyntax operand) implements Phrase {}

    record Parenthesized(Phrase inner) implements Phrase {}
  }

  @Override
  boolean isKeyword(Token word) {
    return KEYWORDS.stream().anyMatch(word::isWord);
  }

  private Phrase disjunction() {
    var left = conjunction();
    while (peek().isWord("OR")) {
      var first = condition(left);
      next();
      left = new Phrase.OfCondition(new ConditionSyntax.Or(first, condition(conjunction())));
    }
    return left;
  }

  private Phrase conjunction() {
    var left = negation();
    while (peek().isWord("AND")) {
      var first = condition(left);
      next();
      left = new Phrase.OfCondition(new ConditionSyntax.And(first, condition(negation())));
    }
    return left;
  }

  private Phrase negation() {
    if (!skipWord("NOT")) return comparison();
    return new Phrase.OfCondition(new ConditionSyntax.Not(condition(negation())));
  }

  private Phrase comparison() {
    var first = nextIs("(") ? group() : new Phrase.OfOperand(bareOperand());
    var comparator = comparator();
    if (comparator != null) {
      var left = operand(first);
      next();
      return new Phrase.OfCondition(new ConditionSyntax.Comparison(comparator, left, operand()));
    }
    if (peek().isWord("BETWEEN")) return between(operand(first));
    if (peek().isWord("IN")) return in(operand(first));
    return first;
  }

  private Phrase between(OperandSyntax operand) {
    next();
    var lower = operand();
    if (!skipWord("AND")) throw syntaxError();
    return new Phrase.OfCondition(new ConditionSyntax.Between(operand, lower, operand()));
  }

  private Phrase in(OperandSyntax operand) {
    next();
    var candidates = parenthesized(() -> commaSeparated(this::operand));
    return new Phrase.OfCondition(new ConditionSyntax.In(operand, candidates));
  }

  private Phrase group() {
    var inner = parenthesized(this::disjunction);
    if (inner instanceof Phrase.Parenthesized) throw redundantParentheses();
    return new Phrase.Parenthesized(inner);
  }

  private @Nullable Comparator comparator() {
    for (var comparator : Comparator.values()) {
      if (nextIs(comparator.sign())) return comparator;
    }
    return null;
  }

  private ConditionSyntax condition(Phrase phrase) {
    return switch (phrase) {
      case Phrase.OfCondition(var condition) -> condition;
      case Phrase.OfOperand(OperandSyntax.Call call) -> new ConditionSyntax.Test(call);
      case Phrase.OfOperand(_) -> throw syntaxError();
      case Phrase.Parenthesized(var inner) -> condition(inner);
    };
  }

  private OperandSyntax operand(Phrase phrase) {
    return switch (phrase) {
      case Phrase.OfCondition(_) -> throw syntaxError();
      case Phrase.OfOperand(var operand) -> operand;
      case Phrase.Parenthesized(var inner) -> operand(inner);
    };
  }
}
