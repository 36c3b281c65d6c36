package groundswell.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;

/// What to tell when an endpoint can't be reached.
final class Reachability {
  private Reachability() {}

  static boolean isLocal(URI endpoint) {
    return switch (endpoint.getHost()) {
      case "127.0.0.1", "localhost", "[::1]" -> true;
      case null, default -> false;
    };
  }

  static Failure failure(URI uri, IOException cause) {
    var where = "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    return switch (cause) {
      case ConnectException _ when isLocal(uri) ->
          new Failure(
              "nothing answers at %s: is the local cloud up? start it with: groundswell up"
                  .formatted(where));
      case ConnectException _ -> new Failure("nothing answers at %s".formatted(where));
      case HttpTimeoutException _ -> new Failure("%s did not answer in time".formatted(where));
      default -> new Failure("talking to %s failed: %s".formatted(where, cause.getMessage()));
    };
  }
}
