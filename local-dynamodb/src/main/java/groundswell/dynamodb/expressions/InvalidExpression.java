package groundswell.dynamodb.expressions;

/// An expression that DynamoDB refuses, or that does not fit the item. The message is the service's
/// own.
public final class InvalidExpression extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidExpression(String message) {
    super(message);
  }
}
