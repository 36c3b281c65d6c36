package groundswell.dynamodb.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks a history of concurrent operations for strict serializability. Some serial order must
/// explain what each operation saw. In it, an operation that had returned before another was called
/// must come first.
///
/// Every write creates a unique version and reports which one it replaced, so the order of an
/// item's versions is known. Then such an order exists exactly if "must come before" has no cycle
/// (Adya, Weak Consistency, 1999; Kingsbury and Alvaro, Elle, 2020).
final class SerialOrder {
  private final List<Operation> history;
  private final Map<Version, Operation> writers = new HashMap<>();
  private final Map<Version, Operation> successors = new HashMap<>();
  private final Map<Operation, Set<Operation>> later = new HashMap<>();

  /// The version of an item that an operation saw, and the one it left: the same if it only read.
  record Touch(String item, long before, long after) {
    boolean isWrite() {
      return before != after;
    }
  }

  /// @param called,returned ticks of a counter
  record Operation(String what, long called, long returned, List<Touch> touches) {
    @Override
    public String toString() {
      return "%s [%d, %d] %s".formatted(what, called, returned, touches);
    }
  }

  private record Version(String item, long number) {}

  private static final long ABSENT = 0;

  private SerialOrder(List<Operation> history) {
    this.history = history;
  }

  /// @return why there is no such order; empty if there is one
  static Optional<String> violation(List<Operation> history) {
    var order = new SerialOrder(history);
    return order.versions().or(order::dependencies).or(order::cycle);
  }

  private Optional<String> versions() {
    for (var operation : history) {
      for (var touch : operation.touches()) {
        if (!touch.isWrite()) continue;
        writers.put(new Version(touch.item(), touch.after()), operation);
        var other = successors.put(new Version(touch.item(), touch.before()), operation);
        if (other != null)
          return Optional.of(
              "two writes replaced one version: %s and %s".formatted(other, operation));
      }
    }
    return Optional.empty();
  }

  private Optional<String> dependencies() {
    for (var operation : history) {
      for (var touch : operation.touches()) {
        var seen = new Version(touch.item(), touch.before());
        var writer = writers.get(seen);
        if (writer == null && touch.before() != ABSENT)
          return Optional.of("a version was seen that nothing has written: " + operation);
        if (writer != null) precedes(writer, operation);
        var next = successors.get(seen);
        if (next != null) precedes(operation, next);
      }
      for (var other : history) {
        if (operation.returned() < other.called()) precedes(operation, other);
      }
    }
    return Optional.empty();
  }

  private void precedes(Operation first, Operation second) {
    if (!first.equals(second)) later.computeIfAbsent(first, _ -> new HashSet<>()).add(second);
  }

  private Optional<String> cycle() {
    var settled = new HashSet<Operation>();
    var path = new ArrayList<Operation>();
    for (var operation : history) {
      var found = cycle(operation, path, settled);
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  private Optional<String> cycle(
      Operation operation, List<Operation> path, Set<Operation> settled) {
    var at = path.indexOf(operation);
    if (at >= 0)
      return Optional.of(
          "each of these must come before the next, and the last before the first:\n"
              + lines(path.subList(at, path.size())));
    if (settled.contains(operation)) return Optional.empty();
    path.add(operation);
    for (var next : later.getOrDefault(operation, Set.of())) {
      var found = cycle(next, path, settled);
      if (found.isPresent()) return found;
    }
    path.removeLast();
    settled.add(operation);
    return Optional.empty();
  }

  private static String lines(List<Operation> operations) {
    return String.join("\n", operations.stream().map(Operation::toString).toList());
  }
}
