package groundswell.http;

import groundswell.domain.ids.MemberId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The routes by key, for example `GET /challenges/{challenge}`: `template.yaml` lists them, and
/// the gateway names the one that matched.
///
/// @param <A> the rights that routes of this API require
public final class Router<A extends Access> {
  private final Map<String, Route<A>> routes = new LinkedHashMap<>();
  private final Guard<A> guard;

  public Router(Guard<A> guard) {
    this.guard = guard;
  }

  public Router<A> add(String key, A access, Action action) {
    routes.put(key, new Route<>(access, action));
    return this;
  }

  public Set<String> keys() {
    return Collections.unmodifiableSet(routes.keySet());
  }

  public Answer answer(String key, Request request) {
    var route = routes.get(key);
    if (route == null)
      throw HttpProblem.of(ProblemCode.UNKNOWN_ROUTE, "there is no %s".formatted(key));
    var member =
        request.path().containsKey("member")
            ? Optional.of(request.member())
            : Optional.<MemberId>empty();
    if (!route.access.allows(request.caller(), member)) {
      throw notAllowed(request.caller().role(), key);
    }
    guard.before(route.access, key, request);
    return route.action.answer(request);
  }

  private static HttpProblem notAllowed(Role role, String key) {
    return HttpProblem.forbidden(
        "the role %s may not call %s%s"
            .formatted(
                role.label(),
                key,
                role == Role.MEMBER ? "; members see and change only what is their own" : ""));
  }

  /// Runs before a permitted route.
  @FunctionalInterface
  public interface Guard<A extends Access> {
    /// @throws HttpProblem if the route must not be called after all
    void before(A access, String key, Request request);
  }

  /// The action of a route.
  @FunctionalInterface
  public interface Action {
    Answer answer(Request request);
  }

  private record Route<A extends Access>(A access, Action action) {}
}
