package groundswell.operations.domain;

/// Where a failure came from, and where a redrive sends it.
public sealed interface Origin {
  /// Messages of a queue.
  ///
  /// @param name the queue's name
  record Queue(String name) implements Origin {}

  /// Records of a table's stream.
  ///
  /// @param publisher the function that should have published them
  record Stream(String publisher) implements Origin {}

  /// For keys and pages: `queue:<name>` or `stream:<publisher>`.
  default String text() {
    return switch (this) {
      case Queue(var name) -> "queue:" + name;
      case Stream(var publisher) -> "stream:" + publisher;
    };
  }

  static Origin parse(String text) {
    var parts = text.split(":", 2);
    return switch (parts[0]) {
      case "queue" -> new Queue(parts[1]);
      case "stream" -> new Stream(parts[1]);
      default -> throw new IllegalArgumentException("\"%s\" is not a valid origin".formatted(text));
    };
  }
}
