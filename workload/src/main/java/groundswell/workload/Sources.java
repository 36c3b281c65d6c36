package groundswell.workload;

import groundswell.domain.ids.SourceId;
import java.util.List;
import java.util.stream.Collectors;

/// Which of a day's sources counts, as a client defines it.
///
/// @param priority the order of priority, if that decides
/// @param only the sources that may count; empty for all
public record Sources(Count count, List<SourceId> priority, List<SourceId> only) {
  public static final Sources HIGHEST = new Sources(Count.HIGHEST, List.of(), List.of());
  public static final Sources SUM = new Sources(Count.SUM, List.of(), List.of());

  public Sources {
    priority = List.copyOf(priority);
    only = List.copyOf(only);
  }

  public static Sources inOrder(String... names) {
    return new Sources(Count.PRIORITY, ids(names), List.of());
  }

  public Sources only(String... names) {
    return new Sources(count, priority, ids(names));
  }

  /// In JSON.
  String text() {
    var order = priority.isEmpty() ? "" : ", \"priority\": " + text(priority);
    var those = only.isEmpty() ? "" : ", \"only\": " + text(only);
    return "{\"count\": \"%s\"%s%s}".formatted(count.label, order, those);
  }

  private static String text(List<SourceId> names) {
    return names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<SourceId> ids(String... names) {
    return List.of(names).stream().map(SourceId::new).toList();
  }

  public enum Count {
    HIGHEST("highest"),
    SUM("sum"),
    PRIORITY("priority");

    private final String label;

    Count(String label) {
      this.label = label;
    }
  }
}
