package groundswell.local.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import groundswell.local.template.Topology.JwtAuthorizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks tokens as a JWT authorizer does: issuer, audience, time, and a signature by one of the
/// keys that the issuer publishes. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
final class JwtCheck {
  /// Case-insensitive (<https://www.rfc-editor.org/rfc/rfc9110#section-11.1>).
  private static final String BEARER = "Bearer ";
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

  /// What identity providers call an access token: <https://www.rfc-editor.org/rfc/rfc9068>.
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int DOCUMENT_BYTES_MAX = 64 * 1024;
  private static final DefaultResourceRetriever RETRIEVER =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, DOCUMENT_BYTES_MAX);
  private static final JsonMapper JSON = new JsonMapper();

  private final JwtAuthorizer authorizer;
  private final InstantSource clock;
  private @Nullable JWTProcessor<SecurityContext> processor;

  JwtCheck(JwtAuthorizer authorizer, InstantSource clock) {
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /// A token that is not accepted, and why.
  static final class Unauthorized extends Exception {
    Unauthorized(String message) {
      super(message);
    }
  }

  /// @param authorization the header, with or without `Bearer`, which is case-insensitive
  ///     (<https://www.rfc-editor.org/rfc/rfc9110#name-authentication-scheme>)
  JWTClaimsSet check(Optional<String> authorization) throws Unauthorized {
    var header = authorization.orElseThrow(() -> new Unauthorized("there is no token"));
    var isBearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    var token = isBearer ? header.substring(BEARER.length()) : header;
    try {
      return processor().process(token, null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new Unauthorized(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach the issuer " + authorizer.issuer(), e);
    }
  }

  /// Created for the first token, because the issuer may start after the API.
  private synchronized JWTProcessor<SecurityContext> processor() throws IOException {
    var known = processor;
    if (known != null) return known;
    var discovery = URI.create(authorizer.issuer() + DISCOVERY).toURL();
    var keys =
        URI.create(
                JSON.readTree(RETRIEVER.retrieveResource(discovery).getContent())
                    .path("jwks_uri")
                    .asText())
            .toURL();
    var made = new DefaultJWTProcessor<SecurityContext>();
    made.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            ALGORITHMS, JWKSourceBuilder.create(keys, RETRIEVER).refreshAheadCache(false).build()));
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    made.setJWTClaimsSetVerifier(new ClaimsVerifier(authorizer, clock));
    processor = made;
    return made;
  }

  private static final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final InstantSource clock;

    ClaimsVerifier(JwtAuthorizer authorizer, InstantSource clock) {
      super(
          new HashSet<>(authorizer.audience()),
          new JWTClaimsSet.Builder().issuer(authorizer.issuer()).build(),
          Set.of("exp"),
          Set.of());
      this.clock = clock;
      setMaxClockSkew(0);
    }

    /// The superclass requires the claim, but accepts one without a value.
    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
        throws BadJWTException {
      super.verify(claims, context);
      if (claims.getExpirationTime() == null) throw new BadJWTException("exp has no value");
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
