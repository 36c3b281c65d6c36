package groundswell.workload;

/// Fields of a CSV file.
final class Csv {
  private Csv() {}

  /// The field, quoted if necessary.
  static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
