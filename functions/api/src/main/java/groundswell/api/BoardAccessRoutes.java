package groundswell.api;

import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Gives callers with a token the cookies for their tenant's cached boards ([CachedBoards]).
///
/// @param origin of the distribution; empty if boards are not cached
/// @param cookies made when they are first asked for, so that the key is in no snapshot
record BoardAccessRoutes(
    Optional<URI> origin, Supplier<SignedCookies> cookies, InstantSource clock) {
  /// People who have left see boards for so long. Their token lives longer.
  static final Duration LIFE = Duration.ofMinutes(10);

  void addTo(Router<TenantAccess> router) {
    router.add("POST /board-access", TenantAccess.SHARED, this::give);
  }

  private Answer give(Request request) {
    var address =
        origin.orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.BOARDS_NOT_CACHED,
                    "boards are not cached here; read GET /challenges/{challenge}/board with your"
                        + " token"));
    var tenant = request.tenant().value();
    var signed =
        cookies
            .get()
            .below(address, CachedBoards.PREFIX + tenant + "/", clock.instant().plus(LIFE));
    return Answer.ok(new BoardAccessView(tenant, LIFE.toSeconds())).with(signed);
  }

  /// @param tenant whose boards the cookies are for
  /// @param expiresInSeconds until the cookies expire
  record BoardAccessView(String tenant, long expiresInSeconds) {}
}
