package groundswell.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/// No answer: the request may or may not have arrived.
public final class UnreachableException extends ApiException {
  private static final long serialVersionUID = 1;

  private UnreachableException(Problem problem, IOException cause) {
    super(problem);
    initCause(cause);
  }

  static UnreachableException of(URI uri, IOException cause) {
    return new UnreachableException(problem(uri, cause), cause);
  }

  private static Problem problem(URI uri, IOException cause) {
    var address = "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    return switch (cause) {
      case ConnectException _ when Endpoint.isLocal(uri) ->
          nothing(address, "if the local cloud is not up, start it with: groundswell up");
      case ConnectException _, HttpConnectTimeoutException _ ->
          nothing(address, "check the endpoint");
      case HttpTimeoutException _ ->
          Problem.of(
              ErrorCode.TIMED_OUT,
              "%s did not answer in time; the request may still take effect".formatted(address));
      case IOException _ ->
          Problem.of(
              ErrorCode.UNREACHABLE,
              "the connection to %s failed: %s".formatted(address, cause.getMessage()));
    };
  }

  private static Problem nothing(String address, String hint) {
    return Problem.of(ErrorCode.UNREACHABLE, "nothing answers at %s".formatted(address), hint);
  }
}
