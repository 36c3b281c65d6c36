package groundswell.local.iam;

import groundswell.local.template.Statement;
import groundswell.local.template.Statement.Effect;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Which statements of the functions' policies were needed: a statement is needed once it alone
/// allowed some call. One that was never needed could be removed, and the same calls would still
/// succeed.
public final class StatementUse {
  private final Set<Granted> known = ConcurrentHashMap.newKeySet();
  private final Set<Granted> needed = ConcurrentHashMap.newKeySet();

  private record Granted(String function, Statement statement) {
    @Override
    public String toString() {
      return "%s: %s: %s on %s"
          .formatted(
              function,
              statement.where(),
              String.join(", ", statement.actions()),
              String.join(", ", statement.resources()));
    }
  }

  void know(String function, Collection<Statement> statements) {
    for (var statement : statements) {
      if (statement.effect() != Effect.DENY) known.add(new Granted(function, statement));
    }
  }

  /// Notes a call that one statement alone allowed.
  void need(String function, Statement statement) {
    needed.add(new Granted(function, statement));
  }

  /// The statements that were never needed: function, place, actions and resources of each.
  public Set<String> unneeded() {
    var unneeded = new TreeSet<String>();
    for (var granted : known) {
      if (!needed.contains(granted)) unneeded.add(granted.toString());
    }
    return unneeded;
  }
}
