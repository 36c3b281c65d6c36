package groundswell.dynamodb.http;

import java.util.Optional;

/// A request that is no JSON, or JSON of other types than the operation takes.
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

  /// What the service says, which gives no reason for what isn't JSON.
  Optional<String> explanation() {
    return explanation;
  }
}
