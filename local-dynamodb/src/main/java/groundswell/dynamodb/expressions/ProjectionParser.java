package groundswell.dynamodb.expressions;

import java.util.List;

/// Parses projections: paths, separated by commas.
final class ProjectionParser extends Parser {
  private ProjectionParser(String text) {
    super(text);
  }

  static List<OperandSyntax.Path> parse(String text) {
    var parser = new ProjectionParser(text);
    var paths = parser.commaSeparated(parser::path);
    parser.expectEnd();
    return paths;
  }

  @Override
  boolean isKeyword(Token word) {
    return false;
  }
}
