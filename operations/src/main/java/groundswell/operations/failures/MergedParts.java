package groundswell.operations.failures;

import groundswell.platform.Parallel;
import groundswell.platform.tables.Item;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

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
  static MergedParts of(DynamoDbClient tables, Collection<QueryRequest> queries, int wanted) {
    int first = Math.ceilDiv(SPARE * wanted, queries.size());
    var all =
        queries.stream()
            .map(query -> new Part(tables, query.toBuilder().limit(first).build(), wanted))
            .toList();
    Parallel.forEach(all, all.size(), Part::read);
    var merged = new MergedParts();
    all.stream().filter(Part::hasItems).forEach(merged.parts::add);
    return merged;
  }

  /// Empty at the end.
  Optional<Map<String, AttributeValue>> next() {
    last.filter(Part::hasItems).ifPresent(parts::add);
    last = Optional.ofNullable(parts.poll());
    return last.map(Part::take);
  }

  /// One query, page by page.
  private static final class Part {
    private final DynamoDbClient tables;
    private final int further;
    private final Queue<Map<String, AttributeValue>> items = new ArrayDeque<>();
    private Optional<QueryRequest> next;

    Part(DynamoDbClient tables, QueryRequest first, int further) {
      this.tables = tables;
      this.further = further;
      next = Optional.of(first);
    }

    void read() {
      var query = next.orElseThrow();
      var response = tables.query(query);
      items.addAll(response.items());
      next =
          response.hasLastEvaluatedKey()
              ? Optional.of(
                  query.toBuilder()
                      .exclusiveStartKey(response.lastEvaluatedKey())
                      .limit(further)
                      .build())
              : Optional.empty();
    }

    boolean hasItems() {
      while (items.isEmpty() && next.isPresent()) read();
      return !items.isEmpty();
    }

    String order() {
      return Item.of(items.element()).text(FailureItems.ORDER);
    }

    Map<String, AttributeValue> take() {
      return items.remove();
    }
  }
}
