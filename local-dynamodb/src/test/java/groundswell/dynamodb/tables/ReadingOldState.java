package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.delete;
import static groundswell.dynamodb.tables.Fixtures.inIndex;
import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.items;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Eventually consistent reads, and global indexes, may show an older state:
/// the developer guide, "DynamoDB read consistency".
class ReadingOldState {
  private static final Duration LAG_MAX = Duration.ofSeconds(10);
  private static final Key KEY = walk("ann", "monday");
  private static final Value ULM = new Value.Text("Ulm");

  private final VirtualTime time = new VirtualTime();

  private Table table(long seed) {
    var options = Fixtures.options(time, LAG_MAX, Options.Streams.standard(), seed);
    return Database.open(options)
        .create(walks(bySteps(new Projection.All())), Item.EMPTY)
        .orElseThrow();
  }

  private List<Item> seenWhileWriting(
      Table table, java.util.function.Function<Table, List<Item>> read) {
    var seen = new ArrayList<Item>();
    for (var steps = 1; steps <= 40; steps++) {
      put(table, item(KEY, "town", "Ulm", "steps", steps));
      time.pass(Duration.ofSeconds(1));
      seen.addAll(read.apply(table));
    }
    return seen;
  }

  private static List<Item> byKey(Table table) {
    return table.get(KEY, false).stream().toList();
  }

  private static List<Item> byIndex(Table table) {
    return items(table.query(inIndex("BySteps", ULM)));
  }

  @Test
  void happensToEventuallyConsistentReadsAndGlobalIndexes() {
    var byKey = seenWhileWriting(table(1), ReadingOldState::byKey);
    var byIndex = seenWhileWriting(table(1), ReadingOldState::byIndex);

    assertThat(new HashSet<>(byKey)).as("states seen of 40").hasSizeBetween(5, 39);
    assertThat(byIndex).as("one entry at a time, at most").hasSizeLessThanOrEqualTo(40);
    assertThat(new HashSet<>(byIndex)).hasSizeBetween(5, 39);
  }

  @Test
  void neverHappensToStronglyConsistentReads() {
    var table = table(1);

    assertThat(
            new HashSet<>(
                seenWhileWriting(table, each -> List.of(each.get(KEY, true).orElseThrow()))))
        .hasSize(40);
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(seenWhileWriting(table(5), ReadingOldState::byKey))
        .isEqualTo(seenWhileWriting(table(5), ReadingOldState::byKey))
        .isNotEqualTo(seenWhileWriting(table(6), ReadingOldState::byKey));
  }

  @Test
  void endsWithTheLongestLag() {
    var table = table(1);
    put(table, item(KEY, "town", "Ulm", "steps", 1));
    put(table, item(walk("bob", "monday"), "town", "Ulm", "steps", 2));
    delete(table, KEY);
    time.pass(LAG_MAX.plusMillis(1));

    for (var each = 0; each < 20; each++) {
      assertThat(byKey(table)).isEmpty();
      assertThat(byIndex(table)).hasSize(1);
      assertThat(items(table.scan(new Scan(Optional.empty(), 0, 1, Optional.empty(), false))))
          .hasSize(1);
    }
  }
}
