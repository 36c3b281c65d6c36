package groundswell.dynamodb.http;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/// A request as received.
///
/// @param query the URL's query as sent, without its question mark; empty if there is none
/// @param headers the first value of a header; names are case-insensitive
record HttpRequest(
    String method, String query, Function<String, Optional<String>> headers, SdkBytes body) {
  Optional<String> header(String name) {
    return headers.apply(name);
  }

  String headerOrEmpty(String name) {
    return header(name).orElse("");
  }
}
