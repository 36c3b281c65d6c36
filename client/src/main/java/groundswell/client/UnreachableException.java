package groundswell.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/// No answer: the request may or may not have arrived.
public final class UnreachableException extends ApiException {
  private static final long serialVersionUID = 1;

  private UnreachableException(String message, IOException cause) {
    super(message);
    initCause(cause);
  }

  static UnreachableException of(URI uri, IOException cause) {
    return new UnreachableException(message(uri, cause), cause);
  }

  private static String message(URI uri, IOException cause) {
    var address = "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    return switch (cause) {
      case ConnectException _ when Endpoint.isLocal(uri) ->
          "nothing answers at %s: is the local cloud up? start it with: groundswell up"
              .formatted(address);
      case ConnectException _ -> "nothing answers at %s; check the endpoint".formatted(address);
      case HttpConnectTimeoutException _ ->
          "nothing answers at %s; check the endpoint".formatted(address);
      case HttpTimeoutException _ ->
          "%s did not answer in time; the request may still take effect".formatted(address);
      case IOException _ ->
          "the connection to %s failed: %s".formatted(address, cause.getMessage());
    };
  }
}
