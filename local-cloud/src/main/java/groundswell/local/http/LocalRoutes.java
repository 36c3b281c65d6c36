package groundswell.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;

/// Paths beside the API's that exist only here: to look inside, to get a token, and to read about
/// the API. They need no token.
///
/// @param handlers by path, each [#TOKEN] or beginning with [#PREFIX]
/// @param pages by path, each beginning with [#DOCS]
public record LocalRoutes(Map<String, Handler> handlers, Map<String, Page> pages) {
  public static final String PREFIX = "/_local/";

  /// Also gives the local issuer's tokens, so that callers need to know one address only.
  public static final String TOKEN = "/oauth2/token";

  /// The API's description.
  public static final String DOCS = "/docs";

  public LocalRoutes {
    for (var path : handlers.keySet()) {
      if (!path.startsWith(PREFIX) && !path.equals(TOKEN)) {
        throw new IllegalArgumentException("%s does not begin with %s".formatted(path, PREFIX));
      }
    }
    for (var path : pages.keySet()) {
      if (!path.startsWith(DOCS)) {
        throw new IllegalArgumentException("%s does not begin with %s".formatted(path, DOCS));
      }
    }
    handlers = Map.copyOf(handlers);
    pages = Map.copyOf(pages);
  }

  public static LocalRoutes none() {
    return new LocalRoutes(Map.of(), Map.of());
  }

  public interface Handler {

    /// @throws IllegalArgumentException if the request is wrong; the caller gets the message and
    ///     status 400
    JsonNode answer(Request request);
  }

  /// @param parameters of the query, decoded
  public record Request(String method, Map<String, String> parameters, String body) {}

  /// A file for browsers.
  ///
  /// @param text read for each request
  public record Page(String contentType, Supplier<String> text) {}
}
