package groundswell.local.template;

/// The local cloud's own names and addresses, which references resolve to.
///
/// @param queueUrlBase a queue's URL without `/` and its name
/// @param apiUrl where the HTTP API is served
public record LocalNames(
    String region, String account, String stackName, String queueUrlBase, String apiUrl) {
  public static final String REGION = "us-east-1";
  public static final String ACCOUNT = "000000000000";

  /// The key pair of all clients. It is public and protects nothing.
  public static final String ACCESS_KEY_ID = "local";

  public static final String SECRET_ACCESS_KEY = "local";
  public static final String STACK_NAME = "groundswell";

  /// The usual names, with the URLs of this run.
  public static LocalNames of(String queueUrlBase, String apiUrl) {
    return new LocalNames(REGION, ACCOUNT, STACK_NAME, queueUrlBase, apiUrl);
  }
}
