package groundswell.structure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a function can run: everything reachable from its class. A call of an interface reaches its
/// implementations only in classes that are constructed on the way. So the adapter of a table
/// counts only for the methods that the function calls.
final class CallGraph {
  private static final Map<String, CallGraph> BY_ENTRY = new ConcurrentHashMap<>();

  private final JavaClasses classes = OurClasses.MAIN;
  private final Set<JavaClass> constructed = new LinkedHashSet<>();
  private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();

  private CallGraph(String entryClass) {
    reach(classes.get(entryClass).getConstructors());
    int before;
    do {
      before = reached.size();
      // A class that is constructed later may implement a method that was called earlier.
      for (var code : Set.copyOf(reached)) reach(next(code).toList());
      for (var type : Set.copyOf(constructed)) reach(callbacks(type).toList());
    } while (reached.size() > before);
  }

  static CallGraph of(String entryClass) {
    return BY_ENTRY.computeIfAbsent(entryClass, CallGraph::new);
  }

  /// The calls that leave our own code.
  Stream<JavaCodeUnitAccess<?>> callsOutside() {
    return reached.stream()
        .flatMap(CallGraph::accesses)
        .filter(call -> !ours(call.getTargetOwner()));
  }

  /// The code that can run.
  Set<JavaCodeUnit> codes() {
    return Set.copyOf(reached);
  }

  /// The calls that leave our own code, from a piece of code and all that it runs.
  Stream<JavaCodeUnitAccess<?>> callsOutside(JavaCodeUnit code) {
    var running = new LinkedHashSet<JavaCodeUnit>();
    Queue<JavaCodeUnit> waiting = new ArrayDeque<>(Set.of(code));
    while (!waiting.isEmpty()) {
      var one = waiting.remove();
      if (running.add(one)) next(one).forEach(waiting::add);
    }
    return running.stream()
        .flatMap(CallGraph::accesses)
        .filter(call -> !ours(call.getTargetOwner()));
  }

  /// The classes with code that can run.
  Set<JavaClass> classes() {
    return reached.stream().map(JavaCodeUnit::getOwner).collect(Collectors.toSet());
  }

  private void reach(Collection<? extends JavaCodeUnit> codes) {
    Queue<JavaCodeUnit> waiting = new ArrayDeque<>(codes);
    while (!waiting.isEmpty()) {
      var code = waiting.remove();
      if (!reached.add(code)) continue;
      if (code instanceof JavaConstructor) constructed.add(code.getOwner());
      code.getOwner().getStaticInitializer().ifPresent(waiting::add);
      next(code).forEach(waiting::add);
    }
  }

  private Stream<JavaCodeUnit> next(JavaCodeUnit code) {
    return accesses(code).filter(call -> ours(call.getTargetOwner())).flatMap(this::targets);
  }

  private Stream<JavaCodeUnit> targets(JavaCodeUnitAccess<?> call) {
    var declared = call.getTarget().resolveMember().stream().map(JavaCodeUnit.class::cast);
    var overriding =
        constructed.stream()
            .filter(type -> type.isAssignableTo(call.getTargetOwner().getName()))
            .flatMap(type -> type.getAllMethods().stream())
            .filter(method -> sameForm(method, call.getTarget().resolveMember().orElse(null)));
    return Stream.concat(declared, overriding).filter(method -> ours(method.getOwner()));
  }

  /// Methods that foreign code calls, such as Lambda, an iteration or a sort.
  private Stream<JavaMethod> callbacks(JavaClass type) {
    var foreign =
        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
            .filter(parent -> !ours(parent))
            .flatMap(parent -> parent.getMethods().stream())
            .toList();
    return type.getAllMethods().stream()
        .filter(method -> ours(method.getOwner()))
        .filter(method -> foreign.stream().anyMatch(other -> sameForm(method, other)));
  }

  private static boolean sameForm(
      JavaMethod method, @org.jspecify.annotations.Nullable Object other) {
    return other instanceof JavaMethod declared
        && method.getName().equals(declared.getName())
        && method.getRawParameterTypes().size() == declared.getRawParameterTypes().size();
  }

  private boolean ours(JavaClass type) {
    return classes.contain(type.getName());
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit code) {
    return Stream.concat(
        code.getCallsFromSelf().stream(),
        Stream.concat(
            code.getMethodReferencesFromSelf().stream(),
            code.getConstructorReferencesFromSelf().stream()));
  }
}
