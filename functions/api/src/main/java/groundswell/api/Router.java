package groundswell.api;

import groundswell.domain.ids.MemberId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The routes by their key, for example `GET /challenges/{challenge}`, as `template.yaml` lists
/// them and the gateway names the one that matched.
final class Router {
  private final Map<String, Route> routes = new LinkedHashMap<>();

  Router add(String key, Access access, Action action) {
    routes.put(key, new Route(access, action));
    return this;
  }

  Set<String> keys() {
    return Collections.unmodifiableSet(routes.keySet());
  }

  Answer answer(String key, Request request) {
    var route = routes.get(key);
    if (route == null) throw HttpProblem.notFound("unknown-route", "there is no %s".formatted(key));
    var member =
        request.path().containsKey("member")
            ? Optional.of(request.member())
            : Optional.<MemberId>empty();
    if (!route.access.allows(request.caller(), member)) {
      throw HttpProblem.forbidden("role %s may not %s".formatted(request.caller().role(), key));
    }
    return route.action.answer(request);
  }

  /// What a route does.
  @FunctionalInterface
  interface Action {
    Answer answer(Request request);
  }

  private record Route(Access access, Action action) {}
}
