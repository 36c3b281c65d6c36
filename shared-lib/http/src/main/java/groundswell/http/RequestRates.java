package groundswell.http;

import groundswell.domain.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Limits a tenant's requests per second: a token bucket that fills at this rate and holds ten
/// seconds of it. Each instance of the function has its own buckets, so several instances multiply
/// the limit. It guards against runaway clients and is not exact.
public final class RequestRates {
  static final int PER_SECOND = 100;
  private static final int SECONDS_HELD = 10;

  /// How many tenants are remembered. A forgotten tenant starts with a full bucket.
  private static final int TENANTS_MAX = 10_000;

  private final InstantSource clock;
  private final int perSecond;
  private final Set<Role> exempt;
  private final Map<TenantId, Bucket> buckets = new ConcurrentHashMap<>();

  /// @param exempt the roles that are not limited
  RequestRates(InstantSource clock, int perSecond, Set<Role> exempt) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.exempt = exempt;
  }

  /// @throws HttpProblem if the tenant has sent too many
  public void check(Caller caller) {
    if (exempt.contains(caller.role())) return;
    if (buckets.size() > TENANTS_MAX) buckets.clear();
    var now = clock.instant();
    var full = new Bucket(perSecond * SECONDS_HELD, now);
    var next = buckets.merge(caller.tenant(), full, (held, _) -> held.filled(perSecond, now));
    if (next.requests() < 1) {
      throw HttpProblem.of(
          ProblemCode.TOO_MANY_REQUESTS,
          "tenant %s sends more than %d requests a second; send fewer"
              .formatted(caller.tenant(), perSecond));
    }
    buckets.computeIfPresent(caller.tenant(), (_, held) -> held.withoutOne());
  }

  /// @param requests how many are still allowed
  /// @param at the time of that number
  private record Bucket(double requests, Instant at) {
    Bucket filled(int perSecond, Instant now) {
      double seconds = Math.max(0, Duration.between(at, now).toMillis() / 1_000.0);
      return new Bucket(Math.min(perSecond * SECONDS_HELD, requests + seconds * perSecond), now);
    }

    Bucket withoutOne() {
      return new Bucket(requests - 1, at);
    }
  }
}
