package groundswell.benchmarks;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Counts writes by the kind of item, including refused ones, because they cost as much. The
/// notifier's writes to ledgers, a claim and a mark for each notice, are counted separately.
final class Writes implements CallInterceptor {
  private static final String NOTICES = "NOTICES";
  private static final AttributeValue NOTIFIER = AttributeValue.fromS("n");

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> items = new ConcurrentHashMap<>();

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    switch (call.request()) {
      case UpdateItemRequest request ->
          count(
              request.expressionAttributeValues().containsValue(NOTIFIER)
                  ? NOTICES
                  : kind(request.key()),
              request.key());
      case PutItemRequest request -> count(kind(request.item()), request.item());
      case TransactWriteItemsRequest _ -> count("transactions");
      default -> count(call.service() + " " + call.operation());
    }
    return proceed.call();
  }

  private void count(String what, Map<String, AttributeValue> item) {
    count(what);
    items
        .computeIfAbsent(what, _ -> ConcurrentHashMap.newKeySet())
        .add(text(item, "PK") + text(item, "SK"));
  }

  private void count(String what) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  /// The first word of the partition key; for a member's items, of the sort key.
  private static String kind(Map<String, AttributeValue> item) {
    var partition = word(item, "PK");
    var sort = word(item, "SK");
    return partition.equals("MEMBER") ? sort : partition;
  }

  private static String word(Map<String, AttributeValue> item, String key) {
    return text(item, key).split("#", 2)[0];
  }

  private static String text(Map<String, AttributeValue> item, String key) {
    var value = item.get(key);
    return value == null ? "?" : value.s();
  }

  /// How many distinct items of a kind were written.
  long items(String kind) {
    return items.getOrDefault(kind, Set.of()).size();
  }

  long of(String what) {
    var count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  SortedMap<String, Long> all() {
    var all = new TreeMap<String, Long>();
    counts.forEach((what, count) -> all.put(what, count.sum()));
    return Collections.unmodifiableSortedMap(all);
  }

  void reset() {
    counts.clear();
    items.clear();
  }
}
