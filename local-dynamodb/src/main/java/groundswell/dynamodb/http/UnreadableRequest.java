package groundswell.dynamodb.http;

import java.util.Optional;

/// A request that isn't JSON, or whose JSON has the wrong types for the operation.
final class UnreadableRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<String> explanation;

  private UnreadableRequest(Optional<String> explanation) {
    super(explanation.orElse("not JSON"), null, false, false);
    this.explanation = explanation;
  }

  static UnreadableRequest notJson() {
    return new UnreadableRequest(Optional.empty());
  }

  static UnreadableRequest wrongType(String explanation) {
    return new UnreadableRequest(Optional.of(explanation));
  }

  /// The service's explanation. It gives none for a request that isn't JSON.
  Optional<String> explanation() {
    return explanation;
  }
}
