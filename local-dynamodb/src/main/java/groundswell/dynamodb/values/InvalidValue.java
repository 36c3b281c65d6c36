package groundswell.dynamodb.values;

/// A value that DynamoDB refuses. The message is the service's own.
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidValue(String message) {
    super(message);
  }
}
