package groundswell.local.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The codes that stand for a sign-in between the page and the token, each for one use. See
/// https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
final class AuthorizationCodes {
  /// A client fetches the token at once; the specification allows ten minutes at most.
  static final Duration LIFETIME = Duration.ofMinutes(1);

  /// Above it, the oldest is forgotten.
  static final int CODES_MAX = 1_000;

  private static final int CODE_BYTES = 32;
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final SequencedMap<String, Grant> grants = new LinkedHashMap<>();

  /// What a code stands for.
  record Grant(AuthorizationRequest request, Claims claims, Instant expiresAt) {}

  /// A code that is worth nothing, or not to this caller.
  static final class InvalidGrantException extends Exception {
    InvalidGrantException(String message) {
      super(message);
    }
  }

  AuthorizationCodes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String issue(AuthorizationRequest request, Claims claims) {
    var bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    var code = BASE64.encodeToString(bytes);
    if (grants.size() >= CODES_MAX) grants.pollFirstEntry();
    grants.put(code, new Grant(request, claims, clock.instant().plus(LIFETIME)));
    return code;
  }

  /// Gives what the code stands for. Any attempt uses it up, also one that fails.
  ///
  /// @param verifier what the client's challenge was made of
  Grant redeem(String code, String clientId, String redirectAddress, String verifier)
      throws InvalidGrantException {
    var grant =
        taken(code)
            .filter(found -> clock.instant().isBefore(found.expiresAt()))
            .orElseThrow(
                () ->
                    new InvalidGrantException("the code is unknown, used or older than a minute"));
    if (!grant.request().clientId().equals(clientId)) {
      throw new InvalidGrantException("the code was given to another client");
    }
    if (!grant.request().redirectAddress().equals(redirectAddress)) {
      throw new InvalidGrantException("redirect_uri is not the one that the code was sent to");
    }
    if (!VERIFIER.matcher(verifier).matches() || !fits(verifier, grant.request())) {
      throw new InvalidGrantException("code_verifier does not fit the code_challenge");
    }
    return grant;
  }

  private synchronized Optional<Grant> taken(String code) {
    return Optional.ofNullable(grants.remove(code));
  }

  private static boolean fits(String verifier, AuthorizationRequest request) {
    var challenge = BASE64.encode(sha256(verifier));
    return MessageDigest.isEqual(
        challenge, request.codeChallenge().getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
