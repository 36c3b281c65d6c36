package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.inIndex;
import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.throughput.CapacityMode;
import groundswell.dynamodb.throughput.Resource;
import groundswell.dynamodb.throughput.Throttled;
import groundswell.dynamodb.throughput.Throttled.Limit;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ProvisionedThroughput.html>
class ThrottlingTables {
  private final VirtualTime time = new VirtualTime();
  private final Database database = Database.open(strict());
  private final Table table =
      database.create(walks(bySteps(new Projection.All())), Item.EMPTY).orElseThrow();

  ThrottlingTables() {
    table.throughput().orElseThrow().change(new CapacityMode.Provisioned(5, 5));
  }

  private Options strict() {
    var plenty = Fixtures.options(time);
    return new Options(
        plenty.region(),
        plenty.accountId(),
        time,
        plenty.random(),
        time,
        plenty.file(),
        plenty.bytesMax(),
        Options.Throughput.STRICT,
        plenty.replicationLagMax(),
        plenty.streams(),
        plenty.tableChangeTime());
  }

  private static void assertThrottled(ThrowingCallable request, Limit limit) {
    assertThatExceptionOfType(Throttled.class)
        .isThrownBy(request)
        .satisfies(throttled -> assertThat(throttled.limit()).isEqualTo(limit));
  }

  private void write(String member, Object... attributes) {
    put(table, item(walk(member, "monday"), attributes));
  }

  @Test
  void refusesWritesBeyondTheirThroughputAndChangesNothing() {
    write("ann", "note", "x".repeat(6_000));

    assertThrottled(() -> write("bob"), Limit.TABLE_WRITE);
    assertThat(table.itemCount()).isEqualTo(1);

    time.pass(Duration.ofSeconds(1));
    write("bob");
    assertThat(table.itemCount()).isEqualTo(2);
  }

  @Test
  void chargesTransactionsTwice() {
    var key = walk("ann", "monday");
    var big = item(key, "note", "x".repeat(2_900));
    database.transact(
        List.of(new TransactionAction(table, key, _ -> new WriteFunction.Decision.Put(big))));

    assertThrottled(() -> write("bob"), Limit.TABLE_WRITE);
  }

  @Test
  void chargesAConditionThatFails() {
    write("ann", "note", "x".repeat(4_000));
    table.write(walk("ann", "monday"), _ -> WriteFunction.Decision.Refuse.conditionFailed());

    assertThrottled(() -> write("bob"), Limit.TABLE_WRITE);
  }

  @Test
  void refusesReadsBeyondTheirThroughput() {
    write("ann", "note", "x".repeat(9_000));

    for (var each = 0; each < 2; each++) table.get(walk("ann", "monday"), true);

    assertThrottled(() -> table.get(walk("ann", "monday"), true), Limit.TABLE_READ);
    assertThrottled(() -> table.query(Fixtures.all("ann")), Limit.TABLE_READ);
    assertThrottled(
        () -> database.read(List.of(new ItemAddress(table, walk("ann", "monday")))),
        Limit.TABLE_READ);
  }

  @Test
  void areHeldUpByAnIndexThatCannotTakeMore() {
    table.throughput().orElseThrow().change(new CapacityMode.OnDemand());
    table
        .index("BySteps")
        .orElseThrow()
        .throughput()
        .orElseThrow()
        .change(new CapacityMode.Provisioned(1, 1));
    write("ann", "town", "Ulm", "steps", 1);

    assertThrottled(() -> write("bob", "town", "Ulm", "steps", 1), Limit.INDEX_WRITE);
    assertThatExceptionOfType(Throttled.class)
        .isThrownBy(() -> write("bob", "town", "Ulm", "steps", 1))
        .satisfies(
            throttled ->
                assertThat(throttled.resource())
                    .isEqualTo(new Resource.Index(table.name(), "BySteps")));
    write("bob", "note", "in no index");
  }

  @Test
  void haveIndexesWithReadsOfTheirOwn() {
    table
        .index("BySteps")
        .orElseThrow()
        .throughput()
        .orElseThrow()
        .change(new CapacityMode.Provisioned(1, 5));
    write("ann", "town", "Ulm", "steps", 1, "note", "x".repeat(8_000));
    for (var each = 0; each < 2; each++)
      table.query(inIndex("BySteps", new Value.Text("Ulm"))).forEachRemaining(_ -> {});

    assertThrottled(() -> table.query(inIndex("BySteps", new Value.Text("Ulm"))), Limit.INDEX_READ);
    table.get(walk("ann", "monday"), true);
  }
}
