package groundswell.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The API's address.
///
/// @param plainHttpAllowed whether hosts other than this machine may be called without encryption
public record Endpoint(URI uri, boolean plainHttpAllowed) {

  /// @throws IllegalArgumentException if the text is not the URL of a host
  public static Endpoint parse(String text, boolean plainHttpAllowed) {
    var uri = URI.create(text);
    if (uri.getHost() == null) throw new IllegalArgumentException("there is no host in " + text);
    return new Endpoint(uri, plainHttpAllowed);
  }

  /// Whether it is on this machine.
  public boolean isLocal() {
    return isLocal(uri);
  }

  static boolean isLocal(URI uri) {
    return switch (uri.getHost()) {
      case "127.0.0.1", "localhost", "[::1]" -> true;
      case null, default -> false;
    };
  }

  /// The URL of a path. The path must already be encoded.
  URI resolve(String path) {
    return encrypted(uri.resolve(path));
  }

  /// The URL itself, if nobody on the way can read what is sent to it.
  ///
  /// @throws ApiException if somebody could read the token, or use a presigned URL
  URI encrypted(URI url) {
    if (plainHttpAllowed || isLocal(url) || "https".equalsIgnoreCase(url.getScheme())) return url;
    throw new ApiException(
        ErrorCode.NOT_ENCRYPTED,
        "%s is not encrypted: others could read the token and your data; use https, or --insecure"
            .formatted(withoutQuery(url)));
  }

  /// A URL for messages. A presigned URL's query grants access, so it must not get into a log.
  static URI withoutQuery(URI url) {
    return URI.create(url.toString().replaceFirst("[?#].*$", ""));
  }

  /// A segment of a path, or a value of a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
