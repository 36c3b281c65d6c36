package groundswell.dynamodb.http;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/// A request as it came.
///
/// @param query of the address, as sent, without its question mark; empty if there is none
/// @param headers the first value of a header, by its name in any case
record HttpRequest(
    String method, String query, Function<String, Optional<String>> headers, SdkBytes body) {
  Optional<String> header(String name) {
    return headers.apply(name);
  }

  String headerOrEmpty(String name) {
    return header(name).orElse("");
  }
}
