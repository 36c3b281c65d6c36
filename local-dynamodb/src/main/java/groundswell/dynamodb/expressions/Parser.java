package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.OperandSyntax.Step;
import groundswell.dynamodb.expressions.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Parses what all expressions share: paths, values and functions. One method per grammar rule;
/// each leaves the position after what it read.
abstract class Parser {
  /// Deeper than any expression needs within the limit of operators.
  private static final int PARENTHESES_MAX = 400;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int openParentheses;

  Parser(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /// Whether a word is a keyword here, and so can't be a name.
  abstract boolean isKeyword(Token word);

  final Token peek() {
    return tokens.get(at);
  }

  final Token next() {
    return tokens.get(at++);
  }

  final boolean nextIs(String sign) {
    return peek().is(sign);
  }

  final boolean skip(String sign) {
    if (!nextIs(sign)) return false;
    at++;
    return true;
  }

  final boolean skipWord(String keyword) {
    if (!peek().isWord(keyword)) return false;
    at++;
    return true;
  }

  final void expect(String sign) {
    if (!skip(sign)) throw syntaxError();
  }

  final Token expect(Kind kind) {
    if (peek().kind() != kind) throw syntaxError();
    return next();
  }

  final void expectEnd() {
    expect(Kind.END);
    at--;
  }

  /// Names the token where reading stopped, with its neighbours.
  final InvalidExpression syntaxError() {
    var start = tokens.get(Math.max(0, at - 1)).start();
    var end = tokens.get(Math.min(tokens.size() - 1, at + 1)).end();
    return new InvalidExpression(
        "Syntax error; token: \"%s\", near: \"%s\""
            .formatted(peek().text(), text.substring(start, end)));
  }

  static InvalidExpression redundantParentheses() {
    return new InvalidExpression("The expression has redundant parentheses;");
  }

  /// Reads the content of parentheses; the position is at the opening one.
  final <T> T parenthesized(Supplier<T> inner) {
    expect("(");
    if (++openParentheses > PARENTHESES_MAX) throw redundantParentheses();
    var content = inner.get();
    expect(")");
    openParentheses--;
    return content;
  }

  final <T> List<T> commaSeparated(Supplier<T> element) {
    var elements = new ArrayList<T>();
    do elements.add(element.get());
    while (skip(","));
    return elements;
  }

  /// A value, a path, a call, or one of these in parentheses.
  final OperandSyntax operand() {
    if (!nextIs("(")) return bareOperand();
    return parenthesized(
        () -> {
          if (!nextIs("(")) return bareOperand();
          operand();
          expect(")");
          throw redundantParentheses();
        });
  }

  final OperandSyntax bareOperand() {
    if (peek().kind() == Kind.VALUE_REFERENCE)
      return new OperandSyntax.ValueReference(next().text());
    if (isCall()) return call();
    return path();
  }

  final boolean isCall() {
    return peek().kind() == Kind.WORD && !isKeyword(peek()) && tokens.get(at + 1).is("(");
  }

  final OperandSyntax.Call call() {
    var function = next().text();
    return new OperandSyntax.Call(function, parenthesized(() -> commaSeparated(this::operand)));
  }

  final OperandSyntax.Path path() {
    var steps = new ArrayList<Step>();
    steps.add(name());
    while (nextIs(".") || nextIs("[")) steps.add(skip(".") ? name() : index());
    return new OperandSyntax.Path(steps);
  }

  private Step name() {
    if (peek().kind() == Kind.NAME_REFERENCE) return new Step.NameReference(next().text());
    if (peek().kind() != Kind.WORD || isKeyword(peek())) throw syntaxError();
    return new Step.Name(next().text());
  }

  private Step index() {
    expect("[");
    var digits = expect(Kind.NUMBER).text();
    expect("]");
    return new Step.Index(digits);
  }
}
