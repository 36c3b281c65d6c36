package groundswell.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.ids.TenantId;
import groundswell.http.Caller;
import groundswell.http.Callers;
import groundswell.http.HttpProblem;
import groundswell.http.Role;
import groundswell.platform.lambda.HttpRequest;
import java.security.MessageDigest;
import java.util.Optional;

/// The addresses of boards that a distribution caches, one answer for all of a tenant. The
/// distribution answers only browsers that have its cookies ([BoardAccessRoutes]), and proves
/// itself to the API with a secret header (CloudFront developer guide, "Restrict access to files on
/// custom origins"). So the caller is the distribution, on behalf of somebody of the tenant in the
/// path.
///
/// @param secret of the distribution. Without a distribution it is empty, and every call is refused
/// @param byToken tells who calls any other route
record CachedBoards(String secret, Callers byToken) implements Callers {
  /// Before the name of a tenant in the path.
  static final String PREFIX = "/cached/";

  static final String ROUTE = "GET " + PREFIX + "{tenant}/challenges/{challenge}/board";

  /// The header that the distribution adds.
  static final String HEADER = "x-origin-secret";

  @Override
  public Caller of(HttpRequest request) {
    if (!request.routeKey().equals(ROUTE)) return byToken.of(request);
    if (!isFromTheDistribution(request)) {
      throw HttpProblem.forbidden(
          "only the distribution reads this address, for browsers that have its cookies; with a"
              + " token, read GET /challenges/{challenge}/board");
    }
    return new Caller(tenantOf(request), Role.MEMBER, "", Optional.empty());
  }

  /// Takes the same time however much of the secret is right.
  private boolean isFromTheDistribution(HttpRequest request) {
    var given = request.headers().getOrDefault(HEADER, "");
    return !secret.isEmpty()
        && MessageDigest.isEqual(given.getBytes(UTF_8), secret.getBytes(UTF_8));
  }

  private static TenantId tenantOf(HttpRequest request) {
    try {
      return new TenantId(request.path().getOrDefault("tenant", ""));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /// The secret stays out of logs.
  @Override
  public String toString() {
    return "CachedBoards";
  }
}
