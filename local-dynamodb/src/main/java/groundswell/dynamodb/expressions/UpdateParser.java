package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.OperandSyntax.ValueReference;
import groundswell.dynamodb.expressions.Token.Kind;
import groundswell.dynamodb.expressions.UpdateSyntax.Action;
import groundswell.dynamodb.expressions.UpdateSyntax.Assigned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses updates: sections of actions, each section at most once.
final class UpdateParser extends Parser {
  private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");

  private final Set<String> sections = new HashSet<>();
  private String repeated = "";

  private UpdateParser(String text) {
    super(text);
  }

  static UpdateSyntax parse(String text) {
    return new UpdateParser(text).update();
  }

  @Override
  boolean isKeyword(Token word) {
    return SECTIONS.stream().anyMatch(word::isWord);
  }

  private UpdateSyntax update() {
    var actions = new ArrayList<Action>();
    do actions.addAll(section());
    while (peek().kind() != Kind.END);
    if (!repeated.isEmpty())
      throw new InvalidExpression(
          "The \"%s\" section can only be used once in an update expression;".formatted(repeated));
    return new UpdateSyntax(actions);
  }

  private List<? extends Action> section() {
    if (!isKeyword(peek())) throw syntaxError();
    var section = next().text().toUpperCase(Locale.ROOT);
    if (!sections.add(section) && repeated.isEmpty()) repeated = section;
    return commaSeparated(
        () ->
            switch (section) {
              case "SET" -> set();
              case "REMOVE" -> new UpdateSyntax.Remove(path());
              case "ADD" -> new UpdateSyntax.Add(path(), value());
              default -> new UpdateSyntax.Delete(path(), value());
            });
  }

  private Action set() {
    var path = path();
    expect("=");
    return new UpdateSyntax.Set(path, assigned());
  }

  private Assigned assigned() {
    var left = operand();
    if (skip("+")) return new Assigned.Sum(left, operand());
    if (skip("-")) return new Assigned.Difference(left, operand());
    return new Assigned.Operand(left);
  }

  private ValueReference value() {
    return new ValueReference(expect(Kind.VALUE_REFERENCE).text());
  }
}
