package groundswell.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import groundswell.platform.lambda.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A request to a route.
///
/// @param path the parameters of the route's path
/// @param contentType without parameters, in lower case
/// @param ifMatch the version that the change applies to; see [EntityTag]
/// @param ifNoneMatch the versions that the client has
/// @param idempotencyKey which creation this is; see [Creations]
/// @param body empty if the request has no body
public record Request(
    Caller caller,
    Map<String, String> path,
    Map<String, String> query,
    String contentType,
    Optional<String> ifMatch,
    Optional<String> ifNoneMatch,
    Optional<String> idempotencyKey,
    String body) {
  /// The largest body, in bytes. Files are uploaded straight to the bucket, so this is ample.
  public static final int BODY_BYTES_MAX = 256 * 1024;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8", "us-ascii");

  /// RFC 8259 lets a reader ignore it; editors on Windows write it.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final Set<String> YAML_TYPES =
      Set.of("application/yaml", "application/x-yaml", "text/yaml");

  /// @throws HttpProblem if the body is too large or not UTF-8
  /// @throws IllegalArgumentException if a body that is marked as Base64 is not
  public static Request of(HttpRequest request, Caller caller) {
    var type = request.headers().getOrDefault("content-type", "");
    return new Request(
        caller,
        request.path(),
        request.query(),
        type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
        Optional.ofNullable(request.headers().get("if-match")),
        Optional.ofNullable(request.headers().get("if-none-match")),
        Optional.ofNullable(request.headers().get("idempotency-key")),
        bodyOf(request, type));
  }

  public TenantId tenant() {
    return caller.tenant();
  }

  public ChallengeId challenge() {
    return id("challenge", ChallengeId::new);
  }

  public MemberId member() {
    return id("member", MemberSegment::parse);
  }

  public UploadId upload() {
    return id("upload", UploadId::new);
  }

  /// The body as a tree; YAML if the content type says so.
  public JsonNode json() {
    if (YAML_TYPES.contains(contentType)) return Json.readYaml(body);
    if (contentType.isEmpty() || contentType.equals("application/json")) return Json.readJson(body);
    throw HttpProblem.unsupportedMediaType(
        "content type %s is neither application/json nor application/yaml".formatted(contentType));
  }

  /// Decodes the body, a JSON object.
  ///
  /// @param decode rejects with an [InvalidJson]
  public <T> T read(Function<JsonObject, T> decode) {
    try {
      return decode.apply(JsonObject.of(json()));
    } catch (InvalidJson e) {
      throw HttpProblem.invalid(List.of(FieldError.of(e)));
    }
  }

  /// A numeric query parameter within a range.
  public OptionalInt number(String name, int min, int max) {
    var text = query.get(name);
    if (text == null) return OptionalInt.empty();
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) return OptionalInt.of(value);
    }
    throw HttpProblem.badRequest("%s=%s is not in %d..%d".formatted(name, text, min, max));
  }

  /// Parses a query parameter.
  ///
  /// @param parse rejects with an [IllegalArgumentException]
  public <T> Optional<T> parameter(String name, Function<String, T> parse) {
    try {
      return Optional.ofNullable(query.get(name)).map(parse);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest("%s: %s".formatted(name, e.getMessage()));
    }
  }

  /// @throws HttpProblem with the first query parameter that is not one of these
  public void checkQuery(Set<String> known) {
    for (var name : query.keySet()) {
      if (!known.contains(name)) {
        throw HttpProblem.badRequest(
            "query parameter %s is unknown; known are %s"
                .formatted(name, known.stream().sorted().toList()));
      }
    }
  }

  /// Parses a parameter of the path.
  ///
  /// @param parse rejects with an [IllegalArgumentException]
  public <T> T id(String name, Function<String, T> parse) {
    try {
      return parse.apply(path.getOrDefault(name, ""));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(
          Optional.ofNullable(e.getMessage()).orElse("%s is invalid".formatted(name)));
    }
  }

  private static String bodyOf(HttpRequest request, String type) {
    var text = request.body();
    var bytes = request.isBase64() ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
    if (bytes.length > BODY_BYTES_MAX) {
      throw HttpProblem.of(
          ProblemCode.TOO_LARGE,
          "the body has %d bytes; at most %d are taken".formatted(bytes.length, BODY_BYTES_MAX));
    }
    checkCharset(type);
    try {
      var body = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body;
    } catch (CharacterCodingException _) {
      throw HttpProblem.malformed(
          "the body is not UTF-8; write it in this encoding", Optional.empty());
    }
  }

  /// Between systems, JSON is always UTF-8 (<https://www.rfc-editor.org/rfc/rfc8259#section-8.1>).
  private static void checkCharset(String type) {
    var charset = CHARSET.matcher(type);
    if (charset.find() && !UTF_8_NAMES.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
      throw HttpProblem.unsupportedMediaType(
          "charset %s is not taken; send the body in UTF-8".formatted(charset.group(1)));
    }
  }
}
