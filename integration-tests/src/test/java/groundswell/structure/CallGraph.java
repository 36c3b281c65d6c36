package groundswell.structure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a function can run: everything reachable from its class. A call of an interface reaches its
/// implementations only in classes that are constructed on the way. So the adapter of a table
/// counts only for the methods that the function calls.
///
/// It is the rapid type analysis of Bacon and Sweeney, "Fast static analysis of C++ virtual
/// function calls" (OOPSLA 1996).
final class CallGraph {
  private static final Map<String, CallGraph> BY_ENTRY = new ConcurrentHashMap<>();
  private static final Map<JavaClass, Map<Form, List<JavaMethod>>> METHODS =
      new ConcurrentHashMap<>();

  private final JavaClasses classes = OurClasses.MAIN;
  private final Set<JavaClass> constructed = new LinkedHashSet<>();
  private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
  private final Queue<JavaCodeUnit> waiting = new ArrayDeque<>();

  /// The code that a call may run, for each call of a method.
  private final Map<Called, Set<JavaCodeUnit>> running = new LinkedHashMap<>();

  /// A method as it is called.
  ///
  /// @param owner the class by whose name it is called; the method may be inherited
  private record Called(JavaClass owner, JavaMethod method) {}

  /// What a method has in common with those that it overrides. Types of parameters may differ,
  /// because of generics.
  private record Form(String name, int parameters) {
    static Form of(JavaMethod method) {
      return new Form(method.getName(), method.getRawParameterTypes().size());
    }
  }

  private CallGraph(String entryClass) {
    classes.get(entryClass).getConstructors().forEach(this::reach);
    while (!waiting.isEmpty()) follow(waiting.remove());
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
    var all = new LinkedHashSet<JavaCodeUnit>();
    Queue<JavaCodeUnit> next = new ArrayDeque<>(Set.of(code));
    while (!next.isEmpty()) {
      var one = next.remove();
      if (all.add(one)) accesses(one).flatMap(this::targets).forEach(next::add);
    }
    return all.stream().flatMap(CallGraph::accesses).filter(call -> !ours(call.getTargetOwner()));
  }

  /// The classes with code that can run.
  Set<JavaClass> classes() {
    return reached.stream().map(JavaCodeUnit::getOwner).collect(Collectors.toSet());
  }

  private void reach(JavaCodeUnit code) {
    if (ours(code.getOwner()) && reached.add(code)) waiting.add(code);
  }

  private void follow(JavaCodeUnit code) {
    code.getOwner().getStaticInitializer().ifPresent(this::reach);
    if (code instanceof JavaConstructor) construct(code.getOwner());
    accesses(code).forEach(this::call);
  }

  private void construct(JavaClass type) {
    if (!constructed.add(type)) return;
    callbacks(type).forEach(this::reach);
    running.keySet().forEach(called -> runIn(type, called));
  }

  private void call(JavaCodeUnitAccess<?> access) {
    if (!ours(access.getTargetOwner())) return;
    var target = access.getTarget().resolveMember().orElse(null);
    if (target instanceof JavaMethod method) {
      var called = new Called(access.getTargetOwner(), method);
      if (running.containsKey(called)) return;
      run(called, method);
      constructed.forEach(type -> runIn(type, called));
    } else if (target != null) {
      reach(target);
    }
  }

  private void runIn(JavaClass type, Called called) {
    if (type.isAssignableTo(called.owner().getName()))
      methods(type)
          .getOrDefault(Form.of(called.method()), List.of())
          .forEach(method -> run(called, method));
  }

  private void run(Called called, JavaMethod method) {
    if (running.computeIfAbsent(called, _ -> new LinkedHashSet<>()).add(method)) reach(method);
  }

  private Stream<JavaCodeUnit> targets(JavaCodeUnitAccess<?> access) {
    if (!ours(access.getTargetOwner())) return Stream.of();
    var target = access.getTarget().resolveMember().orElse(null);
    var all =
        target instanceof JavaMethod method
            ? running.getOrDefault(new Called(access.getTargetOwner(), method), Set.of()).stream()
            : Stream.ofNullable(target).map(JavaCodeUnit.class::cast);
    return all.filter(code -> ours(code.getOwner()));
  }

  /// Methods that foreign code calls, such as Lambda, an iteration or a sort.
  private Stream<JavaMethod> callbacks(JavaClass type) {
    var foreign =
        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
            .filter(parent -> !ours(parent))
            .flatMap(parent -> parent.getMethods().stream())
            .map(Form::of)
            .collect(Collectors.toSet());
    return type.getAllMethods().stream().filter(method -> foreign.contains(Form.of(method)));
  }

  private static Map<Form, List<JavaMethod>> methods(JavaClass type) {
    return METHODS.computeIfAbsent(
        type, each -> each.getAllMethods().stream().collect(Collectors.groupingBy(Form::of)));
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
