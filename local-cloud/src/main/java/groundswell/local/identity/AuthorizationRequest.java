package groundswell.local.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A client's request to sign somebody in: the code flow with PKCE. See
/// https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest and
/// https://www.rfc-editor.org/rfc/rfc7636
///
/// @param state whatever the client wants back
/// @param nonce whatever the client wants to find in the ID token
/// @param codeChallenge the SHA-256 of the verifier that the client will show, in base64 for URLs
record AuthorizationRequest(
    String clientId,
    String redirectAddress,
    Optional<String> state,
    Optional<String> nonce,
    String codeChallenge) {
  static final String CLIENT_ID = "client_id";
  static final String REDIRECT_URI = "redirect_uri";
  private static final String STATE = "state";
  private static final String NONCE = "nonce";
  private static final String SCOPE = "scope";
  private static final String RESPONSE_TYPE = "response_type";
  private static final String CODE_CHALLENGE = "code_challenge";
  private static final String CODE_CHALLENGE_METHOD = "code_challenge_method";
  private static final String CODE = "code";
  private static final String S256 = "S256";
  private static final String OPENID = "openid";
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  /// A request that must not be answered at its redirect address, because that could be anybody's.
  static final class UntrustedException extends Exception {
    UntrustedException(String message) {
      super(message);
    }
  }

  /// A request that cannot be granted; its client is told at its redirect address.
  static final class RefusedException extends Exception {
    private final String answer;

    RefusedException(String answer) {
      super(answer);
      this.answer = answer;
    }

    /// Where to send the browser.
    String answer() {
      return answer;
    }
  }

  /// @throws UntrustedException if the client or its redirect address is unknown
  /// @throws RefusedException if anything else is wrong
  static AuthorizationRequest of(Map<String, String> fields, Client client)
      throws UntrustedException, RefusedException {
    var clientId = fields.getOrDefault(CLIENT_ID, "");
    if (client.id().isEmpty() || !clientId.equals(client.id())) {
      throw new UntrustedException(
          "client_id \"%s\" is not known here; it must be %s".formatted(clientId, client.id()));
    }
    var redirectAddress = fields.getOrDefault(REDIRECT_URI, "");
    if (!client.redirectAddresses().contains(redirectAddress)) {
      throw new UntrustedException(
          "redirect_uri \"%s\" is not that of the client; it must be exactly %s"
              .formatted(redirectAddress, String.join(" or ", client.redirectAddresses())));
    }
    var request =
        new AuthorizationRequest(
            clientId,
            redirectAddress,
            Optional.ofNullable(fields.get(STATE)),
            Optional.ofNullable(fields.get(NONCE)),
            fields.getOrDefault(CODE_CHALLENGE, ""));
    request.check(fields);
    return request;
  }

  private void check(Map<String, String> fields) throws RefusedException {
    if (!CODE.equals(fields.get(RESPONSE_TYPE))) {
      throw refused("unsupported_response_type", "response_type must be code");
    }
    if (!Stream.of(fields.getOrDefault(SCOPE, "").split(" ", -1)).anyMatch(OPENID::equals)) {
      throw refused("invalid_scope", "scope must contain openid");
    }
    if (!S256.equals(fields.get(CODE_CHALLENGE_METHOD))) {
      throw refused("invalid_request", "code_challenge_method must be S256");
    }
    if (!CHALLENGE.matcher(codeChallenge).matches()) {
      throw refused(
          "invalid_request", "code_challenge must be a SHA-256 in base64 for URLs, 43 characters");
    }
  }

  private RefusedException refused(String error, String description) {
    return new RefusedException(answer(Map.of("error", error, "error_description", description)));
  }

  /// The redirect address with an answer, and the client's state.
  String answer(Map<String, String> parameters) {
    return Stream.concat(
            parameters.entrySet().stream().sorted(Map.Entry.comparingByKey()),
            state.map(value -> Map.entry(STATE, value)).stream())
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", redirectAddress + "?", ""));
  }

  /// The same request as fields of a form.
  Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put(RESPONSE_TYPE, CODE);
    fields.put(SCOPE, OPENID);
    fields.put(CLIENT_ID, clientId);
    fields.put(REDIRECT_URI, redirectAddress);
    fields.put(CODE_CHALLENGE, codeChallenge);
    fields.put(CODE_CHALLENGE_METHOD, S256);
    state.ifPresent(value -> fields.put(STATE, value));
    nonce.ifPresent(value -> fields.put(NONCE, value));
    return fields;
  }
}
