package groundswell.local.objects;

import groundswell.local.objects.S3Request.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The form of a request that both sides sign. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
final class CanonicalRequest {
  private CanonicalRequest() {}

  static String of(S3Request request, List<String> signedHeaders, String payloadHash) {
    return String.join(
        "\n",
        request.method(),
        path(request.path()),
        query(request.parameters()),
        headers(request, signedHeaders),
        String.join(";", signedHeaders),
        payloadHash);
  }

  private static String path(String rawPath) {
    return Arrays.stream(rawPath.split("/", -1))
        .map(segment -> encoded(S3Request.decodedPath(segment)))
        .collect(Collectors.joining("/"));
  }

  private static String query(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
        .map(parameter -> new Parameter(encoded(parameter.name()), encoded(parameter.value())))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static String headers(S3Request request, List<String> names) {
    return names.stream()
        .map(name -> name + ":" + value(request, name) + "\n")
        .collect(Collectors.joining());
  }

  private static String value(S3Request request, String name) {
    var values = request.headers().get(name);
    if (values == null) return "";
    return values.stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /// Everything but letters, digits, `-`, `.`, `_` and `~` is escaped.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
