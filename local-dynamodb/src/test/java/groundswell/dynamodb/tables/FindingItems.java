package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.items;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html>
class FindingItems {
  private static final List<String> DAYS =
      List.of("", "a", "a\0", "a\0b", "a\1", "ab", "b", "ba", "\uffff", "\ud83d\ude00");

  private final Database database = Database.open(Fixtures.options(new VirtualTime()));
  private final Table table = database.create(walks(), Item.EMPTY).orElseThrow();

  FindingItems() {
    for (var member : List.of("ann", "ann\0", "an", "bob"))
      for (var day : DAYS) put(table, item(walk(member, day), "steps", 1));
  }

  @Test
  void takesASortKeyWithinBounds() {
    for (var bound : DAYS) {
      var value = new Value.Text(bound);
      check(new SortRange.Equal(value), day -> day.equals(bound));
      check(new SortRange.Less(value), day -> order(day, bound) < 0);
      check(new SortRange.LessOrEqual(value), day -> order(day, bound) <= 0);
      check(new SortRange.Greater(value), day -> order(day, bound) > 0);
      check(new SortRange.GreaterOrEqual(value), day -> order(day, bound) >= 0);
      check(new SortRange.BeginsWith(value), day -> day.startsWith(bound));
      for (var upper : DAYS)
        check(
            new SortRange.Between(value, new Value.Text(upper)),
            day -> order(day, bound) >= 0 && order(day, upper) <= 0);
    }
  }

  private void check(SortRange range, Predicate<String> isWanted) {
    var wanted = DAYS.stream().filter(isWanted).sorted(FindingItems::order).toList();

    assertThat(days(range, true)).as("%s", range).isEqualTo(wanted);
    assertThat(days(range, false)).as("%s, descending", range).isEqualTo(wanted.reversed());
  }

  private List<String> days(SortRange range, boolean isAscending) {
    var query =
        new Query(
            Optional.empty(), new Value.Text("ann"), range, isAscending, Optional.empty(), true);
    return items(table.query(query)).stream().map(found -> Fixtures.text(found, "day")).toList();
  }

  /// Sorted by the bytes of UTF-8.
  private static int order(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  @Test
  void meetsEachItemOnceInTheSegmentsOfAScan() {
    for (var segments : new int[] {1, 2, 3, 7, 1_000_000}) {
      var seen = new ArrayList<Item>();
      for (var segment = 0; segment < Math.min(segments, 7); segment++)
        seen.addAll(
            items(
                table.scan(new Scan(Optional.empty(), segment, segments, Optional.empty(), true))));

      if (segments <= 7) assertThat(seen).doesNotHaveDuplicates().hasSize(4 * DAYS.size());
      else assertThat(seen).doesNotHaveDuplicates();
    }
  }

  @Test
  void goesOnWithAScanBehindTheLastItem() {
    var whole = items(table.scan(Fixtures.everything()));

    var rest = items(table.scan(new Scan(Optional.empty(), 0, 1, Optional.of(whole.get(9)), true)));

    assertThat(rest).isEqualTo(whole.subList(10, whole.size()));
  }
}
