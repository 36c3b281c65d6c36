package groundswell.local.tables;

import groundswell.dynamodb.http.Caller;
import groundswell.dynamodb.http.Clients;
import groundswell.local.template.LocalNames;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Lets outside programs call the tables with the local cloud's key and region. A program with
/// other ones expects tables that are not here.
public final class TableCallers implements Function<Caller, Clients> {
  private static final int BAD_REQUEST = 400;

  private final Clients clients;

  /// @param tables whose writes wake the readers of the streams
  public TableCallers(DynamoDbClient tables, DynamoDbStreamsClient streams) {
    this.clients = new Clients(tables, streams);
  }

  /// @throws DynamoDbException for another key or region, as the service itself refuses it
  @Override
  public Clients apply(Caller caller) {
    if (!caller.accessKey().equals(LocalNames.ACCESS_KEY_ID)) {
      throw refused(
          "UnrecognizedClientException",
          "The security token included in the request is invalid: this local cloud's access key is"
              + " %s, not %s".formatted(LocalNames.ACCESS_KEY_ID, caller.accessKey()));
    }
    if (!caller.region().equals(LocalNames.REGION)) {
      throw refused(
          "InvalidSignatureException",
          "Credential should be scoped to a valid region: this local cloud is in %s, not in %s"
              .formatted(LocalNames.REGION, caller.region()));
    }
    return clients;
  }

  private static RuntimeException refused(String code, String message) {
    var details =
        AwsErrorDetails.builder()
            .serviceName("DynamoDb")
            .errorCode(code)
            .errorMessage(message)
            .build();
    return DynamoDbException.builder()
        .awsErrorDetails(details)
        .message(message)
        .statusCode(BAD_REQUEST)
        .build();
  }
}
