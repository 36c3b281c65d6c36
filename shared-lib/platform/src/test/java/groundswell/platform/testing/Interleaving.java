package groundswell.platform.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Wraps a real port, so that a test can act between its calls: as the other writer of a race, or
/// to kill the caller.
public final class Interleaving<P> {
  private final Class<P> type;
  private final P real;
  private final Map<String, Queue<Runnable>> before = new ConcurrentHashMap<>();
  private final Map<String, Queue<Runnable>> after = new ConcurrentHashMap<>();
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  public Interleaving(Class<P> type, P real) {
    this.type = type;
    this.real = real;
  }

  /// Runs the action before the next call of the method. Several actions run one per call.
  public Interleaving<P> before(String method, Runnable action) {
    return add(before, method, action);
  }

  /// Runs the action after the next call of the method, before its result is returned.
  public Interleaving<P> after(String method, Runnable action) {
    return add(after, method, action);
  }

  /// Kills the caller with [Killed] before the next call of the method.
  public Interleaving<P> killBefore(String method) {
    return before(
        method,
        () -> {
          throw new Killed();
        });
  }

  /// Kills the caller with [Killed] after the next call of the method.
  public Interleaving<P> killAfter(String method) {
    return after(
        method,
        () -> {
          throw new Killed();
        });
  }

  /// How often the method was called.
  public int calls(String method) {
    return calls.getOrDefault(checked(method), 0);
  }

  public P port() {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(method, arguments)));
  }

  private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
    calls.merge(method.getName(), 1, Integer::sum);
    run(before, method.getName());
    try {
      var result = method.invoke(real, arguments);
      run(after, method.getName());
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private Interleaving<P> add(
      Map<String, Queue<Runnable>> actions, String method, Runnable action) {
    actions.computeIfAbsent(checked(method), _ -> new ConcurrentLinkedQueue<>()).add(action);
    return this;
  }

  private String checked(String method) {
    if (Arrays.stream(type.getMethods()).noneMatch(each -> each.getName().equals(method)))
      throw new IllegalArgumentException("%s has no method %s".formatted(type, method));
    return method;
  }

  private static void run(Map<String, Queue<Runnable>> actions, String method) {
    var waiting = actions.get(method);
    var action = waiting == null ? null : waiting.poll();
    if (action != null) action.run();
  }
}
