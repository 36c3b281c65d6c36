package groundswell.local.objects;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import groundswell.local.objects.S3Exception.Code;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A request in path style.
///
/// @param path as it was sent, with `%` escapes
/// @param key empty when the request is for the bucket itself
record S3Request(
    String method,
    String path,
    String bucket,
    String key,
    List<Parameter> parameters,
    Headers headers,
    InputStream body) {
  private static final int KEY_BYTES_MAX = 1_024;

  /// A query parameter, decoded.
  record Parameter(String name, String value) {}

  static S3Request of(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    var rawPath = uri.getRawPath();
    var slash = rawPath.indexOf('/', 1);
    var key = slash < 0 ? "" : decodedPath(rawPath.substring(slash + 1));
    if (key.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
      throw new S3Exception(Code.KEY_TOO_LONG, "Your key is too long");
    }
    return new S3Request(
        exchange.getRequestMethod(),
        rawPath,
        decodedPath(rawPath.substring(1, slash < 0 ? rawPath.length() : slash)),
        key,
        parameters(uri.getRawQuery()),
        exchange.getRequestHeaders(),
        exchange.getRequestBody());
  }

  static String decodedPath(String text) {
    return decoded(text.replace("+", "%2B"));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(Code.INVALID_ARGUMENT, "Could not parse the specified URI.");
    }
  }

  private static List<Parameter> parameters(String rawQuery) {
    var parameters = new ArrayList<Parameter>();
    if (rawQuery == null || rawQuery.isEmpty()) return parameters;
    for (var part : rawQuery.split("&", -1)) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.add(new Parameter(decoded(name), decoded(value)));
    }
    return parameters;
  }

  Optional<String> parameter(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  boolean has(String parameter) {
    return parameter(parameter).isPresent();
  }

  /// A header; an `x-amz-` one may be in a presigned URL's query instead.
  Optional<String> header(String name) {
    var value = Optional.ofNullable(headers.getFirst(name));
    if (value.isPresent() || !name.startsWith("x-amz-")) return value;
    return parameters.stream()
        .filter(parameter -> parameter.name().toLowerCase(Locale.ROOT).equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /// The names of all headers and parameters, in lower case.
  Stream<String> names() {
    return Stream.concat(headers.keySet().stream(), parameters.stream().map(Parameter::name))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct();
  }

  OptionalLong number(String header) {
    var text = header(header);
    if (text.isEmpty()) return OptionalLong.empty();
    if (!text.get().matches("\\d{1,18}")) {
      throw new S3Exception(Code.INVALID_ARGUMENT, header + " must be a number");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }
}
