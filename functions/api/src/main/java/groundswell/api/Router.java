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
  private static final String READ = "GET ";

  private final Map<String, Route> routes = new LinkedHashMap<>();
  private final AuditLog audit;

  /// @param audit of what administrators do; operators' routes keep what came of it themselves
  Router(AuditLog audit) {
    this.audit = audit;
  }

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
    keep(route.access, key, request, member);
    return route.action.answer(request);
  }

  /// Who changes something says who it is, before anything happens; what administrators do is kept
  /// before it is done, also when they enter something for a member.
  private void keep(Access access, String key, Request request, Optional<MemberId> member) {
    var caller = request.caller();
    switch (access) {
      case OPERATE -> {
        if (!key.startsWith(READ)) caller.who();
      }
      case MANAGE, EXPORT -> audit.managed(caller, key, request.path());
      case WRITE_MEMBER -> {
        if (!member.equals(caller.member())) audit.managed(caller, key, request.path());
      }
      case SHARED, READ, READ_MEMBER, OPERATE_READ -> {}
    }
  }

  /// What a route does.
  @FunctionalInterface
  interface Action {
    Answer answer(Request request);
  }

  private record Route(Access access, Action action) {}
}
