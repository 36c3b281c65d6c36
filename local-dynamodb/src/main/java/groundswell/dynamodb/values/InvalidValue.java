package groundswell.dynamodb.values;

/// A value that DynamoDB refuses. The message is the one that the service answers with.
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidValue(String message) {
    super(message);
  }
}
