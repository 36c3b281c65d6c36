package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.template.LocalNames;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/// Checks signatures of version 4, in the header or in a presigned URL. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
final class SignatureCheck {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);
  private static final Duration EXPIRES_MAX = Duration.ofDays(7);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  private final Credentials credentials;
  private final InstantSource clock;

  SignatureCheck(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /// What was signed, for the signatures of chunks that build on it.
  record Signed(SecretKeySpec signingKey, String dateTime, String scope, String signature) {}

  /// What a request says about its signature.
  private record Claim(
      List<String> credential,
      List<String> signedHeaders,
      String signature,
      String dateTime,
      String payloadHash) {

    String scope() {
      return String.join("/", credential.subList(1, credential.size()));
    }
  }

  /// @throws S3Exception with status 403 or 400, if the signature is wrong or its time is out of
  ///     range
  Signed check(S3Request request) {
    if (request.has("X-Amz-Algorithm")) return checkPresigned(request);
    var header = request.header("Authorization").orElse("");
    if (request.has("AWSAccessKeyId") || header.startsWith("AWS ")) {
      throw new S3Exception(
          Code.INVALID_REQUEST,
          "The authorization mechanism you have provided is not supported. Please use %s."
              .formatted(ALGORITHM));
    }
    if (!header.isEmpty()) return checkHeader(request);
    throw new S3Exception(Code.ACCESS_DENIED, "Access Denied");
  }

  private Signed checkHeader(S3Request request) {
    var claim = headerClaim(request);
    var skew = Duration.between(signedAt(claim, Code.ACCESS_DENIED), clock.instant()).abs();
    if (skew.compareTo(SKEW_MAX) > 0) {
      throw new S3Exception(
          Code.REQUEST_TIME_TOO_SKEWED,
          "The difference between the request time and the current time is too large.");
    }
    return compare(request, claim);
  }

  private static Claim headerClaim(S3Request request) {
    var header = request.header("Authorization").orElse("");
    if (!header.startsWith(ALGORITHM + " ")) throw malformedHeader();
    Map<String, String> parts = new HashMap<>();
    for (var part : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
      var equals = part.indexOf('=');
      if (equals < 0) throw malformedHeader();
      parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    var hash = request.header("x-amz-content-sha256");
    if (hash.isEmpty()) {
      throw new S3Exception(
          Code.INVALID_REQUEST, "Missing required header for this request: x-amz-content-sha256");
    }
    return new Claim(
        credential(parts.getOrDefault("Credential", ""), Code.AUTHORIZATION_HEADER_MALFORMED),
        List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1)),
        parts.getOrDefault("Signature", ""),
        request.header("x-amz-date").orElse(""),
        hash.get());
  }

  private static S3Exception malformedHeader() {
    return new S3Exception(
        Code.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed.");
  }

  private Signed checkPresigned(S3Request request) {
    var malformed = Code.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
    if (!parameter(request, "X-Amz-Algorithm").equals(ALGORITHM)) {
      throw new S3Exception(malformed, "X-Amz-Algorithm only supports \"%s\"".formatted(ALGORITHM));
    }
    var claim =
        new Claim(
            credential(parameter(request, "X-Amz-Credential"), malformed),
            List.of(parameter(request, "X-Amz-SignedHeaders").split(";", -1)),
            parameter(request, "X-Amz-Signature"),
            parameter(request, "X-Amz-Date"),
            request.header("x-amz-content-sha256").orElse(UNSIGNED_PAYLOAD));
    var expires = parameter(request, "X-Amz-Expires");
    if (!expires.matches("\\d{1,6}") || Long.parseLong(expires) > EXPIRES_MAX.toSeconds()) {
      throw new S3Exception(malformed, "X-Amz-Expires must be less than a week (in seconds)");
    }
    var from = signedAt(claim, malformed);
    var now = clock.instant();
    if (now.isBefore(from.minus(SKEW_MAX))) {
      throw new S3Exception(Code.ACCESS_DENIED, "Request is not yet valid");
    }
    if (now.isAfter(from.plusSeconds(Long.parseLong(expires)))) {
      throw new S3Exception(Code.ACCESS_DENIED, "Request has expired");
    }
    return compare(request, claim);
  }

  private static String parameter(S3Request request, String name) {
    return request
        .parameter(name)
        .orElseThrow(
            () ->
                new S3Exception(
                    Code.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
                    "Query-string authentication version 4 requires " + name));
  }

  /// Key id, day, region, service and an end marker.
  private static List<String> credential(String text, Code malformed) {
    var parts = Arrays.asList(text.split("/", -1));
    if (parts.size() != 5 || !parts.get(3).equals("s3") || !parts.get(4).equals("aws4_request")) {
      throw new S3Exception(malformed, "Credential \"%s\" is malformed".formatted(text));
    }
    if (!parts.get(2).equals(LocalNames.REGION)) {
      throw new S3Exception(
          malformed,
          "The authorization is malformed; the region '%s' is wrong; expecting '%s'"
              .formatted(parts.get(2), LocalNames.REGION));
    }
    return parts;
  }

  private static Instant signedAt(Claim claim, Code malformed) {
    try {
      var at = DATE_TIME.parse(claim.dateTime(), Instant::from);
      if (claim.dateTime().startsWith(claim.credential().get(1))) return at;
    } catch (DateTimeException e) {
      throw new S3Exception(
          malformed, "X-Amz-Date \"%s\" is malformed".formatted(claim.dateTime()));
    }
    throw new S3Exception(malformed, "The day of the credential is not that of X-Amz-Date");
  }

  private Signed compare(S3Request request, Claim claim) {
    if (!claim.credential().getFirst().equals(credentials.accessKeyId())) {
      throw new S3Exception(
          Code.INVALID_ACCESS_KEY_ID,
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    requireSigned(request, claim);
    var key =
        Hashes.hmacKey(("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8));
    for (var part : claim.credential().subList(1, claim.credential().size())) {
      key = Hashes.hmacKey(Hashes.hmacSha256(key, part));
    }
    var canonical = CanonicalRequest.of(request, claim.signedHeaders(), claim.payloadHash());
    var toSign =
        String.join("\n", ALGORITHM, claim.dateTime(), claim.scope(), Hashes.sha256Hex(canonical));
    var expected = Hashes.hex(Hashes.hmacSha256(key, toSign));
    if (!Hashes.same(expected, claim.signature())) throw signatureDoesNotMatch();
    return new Signed(key, claim.dateTime(), claim.scope(), expected);
  }

  static S3Exception signatureDoesNotMatch() {
    return new S3Exception(
        Code.SIGNATURE_DOES_NOT_MATCH,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.");
  }

  /// The host and all `x-amz-` headers have to be signed.
  private static void requireSigned(S3Request request, Claim claim) {
    var mustBe =
        request.headers().keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> name.equals("host") || name.startsWith("x-amz-"));
    if (!mustBe.allMatch(claim.signedHeaders()::contains)) {
      throw new S3Exception(
          Code.ACCESS_DENIED, "There were headers present in the request which were not signed");
    }
  }
}
