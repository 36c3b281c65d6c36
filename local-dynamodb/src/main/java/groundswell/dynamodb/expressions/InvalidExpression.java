package groundswell.dynamodb.expressions;

/// An expression that DynamoDB refuses, or that cannot be carried out on an item. The message is
/// the one that the service answers with.
public final class InvalidExpression extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidExpression(String message) {
    super(message);
  }
}
