package groundswell.local.iam;

import groundswell.local.template.Statement;
import groundswell.local.template.Statement.Effect;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which parts of the functions' policies were needed. A statement, or an action or resource in it,
/// is needed once it alone allowed some call. What was never needed could be removed, and the same
/// calls would still succeed.
///
/// One of these may serve many local clouds.
public final class StatementUse {
  private final Map<Granted, Set<Permission>> calls = new ConcurrentHashMap<>();

  private record Granted(String function, Statement statement) {}

  void know(String function, Collection<Statement> statements) {
    for (var statement : statements) {
      if (statement.effect() == Effect.DENY) continue;
      calls.computeIfAbsent(new Granted(function, statement), _ -> ConcurrentHashMap.newKeySet());
    }
  }

  /// Notes a call that one statement alone allowed.
  void need(String function, Statement statement, Permission permission) {
    calls
        .computeIfAbsent(new Granted(function, statement), _ -> ConcurrentHashMap.newKeySet())
        .add(new Permission(permission.action(), part(statement, permission), Map.of()));
  }

  /// The pattern in the statement that the resource fits.
  private static String part(Statement statement, Permission permission) {
    return statement.resources().stream()
        .filter(pattern -> Wildcards.match(pattern, permission.resource()))
        .findFirst()
        .orElseThrow();
  }

  /// What was never needed, each as function, place, and the action or resource.
  public Set<String> unneeded() {
    var unneeded = new TreeSet<String>();
    calls.forEach(
        (granted, needed) ->
            unneeded(granted.statement(), needed)
                .map(
                    part ->
                        "%s: %s: %s"
                            .formatted(granted.function(), granted.statement().where(), part))
                .forEach(unneeded::add));
    return unneeded;
  }

  private static Stream<String> unneeded(Statement statement, Set<Permission> needed) {
    return Stream.concat(
        statement.actions().stream()
            .filter(none(needed, (action, call) -> Wildcards.matchAnyCase(action, call.action()))),
        statement.resources().stream()
            .filter(none(needed, (resource, call) -> resource.equals(call.resource()))));
  }

  private static Predicate<String> none(
      Set<Permission> needed, BiPredicate<String, Permission> isOf) {
    return part -> needed.stream().noneMatch(call -> isOf.test(part, call));
  }
}
