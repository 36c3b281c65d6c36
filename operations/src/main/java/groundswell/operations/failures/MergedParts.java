package groundswell.operations.failures;

import groundswell.platform.Parallel;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/// Merges the items of several queries by sort key. Each query reads a page only when its items are
/// needed, so little is read beyond what the caller asks for.
final class MergedParts {
  /// Parts differ in size: read this much more of each than an equal share.
  private static final int SPARE = 2;

  private final Queue<Part> parts = new PriorityQueue<>(Comparator.comparing(Part::order));

  /// The query whose item was returned last.
  private Optional<Part> last = Optional.empty();

  private MergedParts() {}

  /// @param wanted about how many items the caller wants
  static MergedParts of(Table table, Collection<Query> queries, int wanted) {
    int first = Math.ceilDiv(SPARE * wanted, queries.size());
    var all = queries.stream().map(query -> new Part(table, query.limit(first), wanted)).toList();
    Parallel.forEach(all, all.size(), Part::read);
    var merged = new MergedParts();
    all.stream().filter(Part::hasItems).forEach(merged.parts::add);
    return merged;
  }

  /// Empty at the end.
  Optional<Item> next() {
    last.filter(Part::hasItems).ifPresent(parts::add);
    last = Optional.ofNullable(parts.poll());
    return last.map(Part::take);
  }

  /// One query, page by page.
  private static final class Part {
    private final Table table;
    private final int further;
    private final Queue<Item> items = new ArrayDeque<>();
    private Optional<Query> next;

    Part(Table table, Query first, int further) {
      this.table = table;
      this.further = further;
      next = Optional.of(first);
    }

    void read() {
      var query = next.orElseThrow();
      var page = table.page(query);
      items.addAll(page.items());
      next = page.last().map(last -> query.after(last).limit(further));
    }

    boolean hasItems() {
      while (items.isEmpty() && next.isPresent()) read();
      return !items.isEmpty();
    }

    String order() {
      return items.element().text(FailureItems.ORDER);
    }

    Item take() {
      return items.remove();
    }
  }
}
