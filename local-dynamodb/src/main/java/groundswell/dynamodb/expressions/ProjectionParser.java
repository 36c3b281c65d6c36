package groundswell.dynamodb.expressions;

import java.util.List;

/// Reads projections: paths with commas between them.
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
