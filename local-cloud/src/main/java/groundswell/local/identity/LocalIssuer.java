package groundswell.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/// Issues tokens to any caller on this machine, and signs people in to the console. Its key is
/// made at the start, so tokens are invalid once the process ends.
public final class LocalIssuer implements AutoCloseable {
  static final Duration LIFETIME = Duration.ofHours(1);

  /// API Gateway takes only RSA. See
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

  private static final int KEY_BITS = 2_048;

  private final RSAKey key;
  private final InstantSource clock;
  private final LoopbackServer server;
  private volatile List<String> audience = List.of();
  private volatile Client client = Client.none();

  private LocalIssuer(RSAKey key, TrustedCallers callers, InstantSource clock) {
    this.key = key;
    this.clock = clock;
    this.server =
        LoopbackServer.startWithPages(
            0, callers, new IssuerEndpoints(this, new AuthorizationCodes(clock)));
  }

  /// @param clock tells when a token was issued and when it expires
  public static LocalIssuer start(TrustedCallers callers, InstantSource clock) {
    try {
      var key = new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true).generate();
      return new LocalIssuer(key, callers, clock);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make a key", e);
    }
  }

  /// Sets the tokens' audience. It comes from the template, which is read only once the issuer's
  /// address is known.
  public void setAudience(List<String> audience) {
    this.audience = List.copyOf(audience);
  }

  /// Sets the program that may sign people in here; before that, no program may.
  public void setClient(Client value) {
    client = value;
  }

  Client client() {
    return client;
  }

  /// The address that tokens name as their issuer, and under which its keys are found.
  public URI issuer() {
    return server.address();
  }

  /// A signed token, to be sent as `Authorization: Bearer …`.
  public String tokenFor(Claims claims) {
    return signed(JOSEObjectType.JWT, claimsJson(claims));
  }

  /// An ID token: it tells the client who signed in, and no API takes it
  /// (<https://openid.net/specs/openid-connect-core-1_0.html#IDToken>).
  String idTokenFor(Claims claims, AuthorizationRequest request) {
    var now = clock.instant();
    var set =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject(claims.subject())
            .audience(request.clientId())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)));
    request.nonce().ifPresent(nonce -> set.claim("nonce", nonce));
    return signed(JOSEObjectType.JWT, set.build().toString());
  }

  /// The claims of a token, as JSON.
  public String claimsJson(Claims claims) {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject(claims.subject())
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)))
        .claim("tenant", claims.tenant())
        .claim("role", claims.role())
        .build()
        .toString();
  }

  /// A token of any type with any claims, signed by this issuer.
  public String signed(JOSEObjectType type, String claimsJson) {
    var header = new JWSHeader.Builder(ALGORITHM).type(type).keyID(key.getKeyID()).build();
    try {
      var token = new JWSObject(header, new Payload(claimsJson));
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
  }

  JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  @Override
  public void close() {
    server.close();
  }
}
