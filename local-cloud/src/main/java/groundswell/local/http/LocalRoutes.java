package groundswell.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Paths beside the API's that exist only here: to look inside, and to get a token. They need no
/// token.
///
/// @param handlers by path, each [#TOKEN] or beginning with [#PREFIX]
public record LocalRoutes(Map<String, Handler> handlers) {
  public static final String PREFIX = "/_local/";

  /// Also gives the local issuer's tokens, so that callers need to know one address only.
  public static final String TOKEN = "/oauth2/token";

  public LocalRoutes {
    for (var path : handlers.keySet()) {
      if (!path.startsWith(PREFIX) && !path.equals(TOKEN)) {
        throw new IllegalArgumentException("%s does not begin with %s".formatted(path, PREFIX));
      }
    }
    handlers = Map.copyOf(handlers);
  }

  public static LocalRoutes none() {
    return new LocalRoutes(Map.of());
  }

  public interface Handler {

    /// @throws IllegalArgumentException if the request is wrong; the caller gets the message and
    ///     status 400
    JsonNode answer(Request request);
  }

  /// @param parameters of the query, decoded
  public record Request(String method, Map<String, String> parameters, String body) {}
}
