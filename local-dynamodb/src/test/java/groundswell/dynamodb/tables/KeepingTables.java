package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.items;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.streams.IteratorOutcome;
import groundswell.dynamodb.streams.ReadOutcome;
import groundswell.dynamodb.streams.StartAt;
import groundswell.dynamodb.streams.StreamView;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTables {
  @TempDir Path folder;

  private final VirtualTime time = new VirtualTime();

  private Database inFile() {
    return Database.open(Fixtures.inFile(time, folder.resolve("tables")));
  }

  @Test
  void findsEverythingAgainInTheFile() {
    var definition = walks(bySteps(new Projection.Include(Set.of("note"))), Fixtures.byRating());
    var notes = new Item(Map.of("tags", new Value.Text("a note")));
    var written =
        item(
            walk("ann", "monday"),
            "town",
            "Ulm",
            "steps",
            1,
            "note",
            "rain",
            "until",
            time.instant().getEpochSecond() + 60);
    long bytes;
    try (var database = inFile()) {
      var table = database.create(definition, notes).orElseThrow();
      database.enableStream(table, StreamView.NEW_IMAGE);
      database.expireBy(table, Optional.of("until"));
      time.settle();
      put(table, written);
      bytes = database.usage().bytes();
    }

    try (var database = inFile()) {
      var table = database.table("Walks").orElseThrow();
      assertThat(table.definition()).isEqualTo(definition);
      assertThat(table.notes()).isEqualTo(notes);
      assertThat(table.timeToLiveAttribute()).contains("until");
      assertThat(items(table.scan(Fixtures.everything()))).containsExactly(written);
      assertThat(table.index("BySteps").orElseThrow().itemCount()).isEqualTo(1);
      assertThat(database.usage().bytes()).isEqualTo(bytes);
      assertThat(records(table)).isEqualTo(1);
      put(table, item(walk("bob", "monday")));
      assertThat(records(table)).isEqualTo(2);
      time.pass(Duration.ofMinutes(2));
      assertThat(table.itemCount()).as("what has not expired").isEqualTo(1);
    }
  }

  private static int records(Table table) {
    var stream = table.stream().orElseThrow();
    var opened =
        (IteratorOutcome.Opened)
            stream.iterator(stream.shards().getFirst().id(), new StartAt.TrimHorizon());
    return ((ReadOutcome.Records) stream.read(opened.iterator(), 10)).records().size();
  }

  @Test
  void goesOnFillingAnIndexAfterARestart() {
    try (var database = inFile()) {
      var table = database.create(walks(), Item.EMPTY).orElseThrow();
      put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 1));
      database.addIndex(table, bySteps(new Projection.All()));
    }

    var later = new VirtualTime();
    try (var database = Database.open(Fixtures.inFile(later, folder.resolve("tables")))) {
      later.settle();
      var index = database.table("Walks").orElseThrow().index("BySteps").orElseThrow();
      assertThat(index.status()).isEqualTo(Index.Status.ACTIVE);
      assertThat(index.itemCount()).isEqualTo(1);
    }
  }

  @Test
  void leavesNothingOfATableThatIsDropped() {
    try (var database = inFile()) {
      var table = database.create(walks(bySteps(new Projection.All())), Item.EMPTY).orElseThrow();
      put(table, item(walk("ann", "monday"), "town", "Ulm", "steps", 1));

      database.drop(table);

      assertThat(database.tableNames()).isEmpty();
      assertThat(database.usage().bytes()).isZero();
      assertThatExceptionOfType(TableGone.class)
          .isThrownBy(() -> put(table, item(walk("bob", "monday"))));
      assertThatExceptionOfType(TableGone.class)
          .isThrownBy(() -> table.get(walk("ann", "monday"), true));
    }

    try (var database = inFile()) {
      var table = database.create(walks(bySteps(new Projection.All())), Item.EMPTY).orElseThrow();
      assertThat(table.itemCount()).isZero();
    }
  }

  @Test
  void refusesASecondTableOfTheName() {
    try (var database = inFile()) {
      assertThat(database.create(walks(), Item.EMPTY)).isPresent();
      assertThat(database.create(walks(), Item.EMPTY)).isEmpty();
    }
  }

  @Test
  void refusesWritesBeyondItsBoundUntilSomethingIsDeleted() {
    var plenty = Fixtures.options(time);
    var options =
        new Options(
            plenty.region(),
            plenty.accountId(),
            time,
            plenty.random(),
            time,
            Optional.empty(),
            10_000,
            plenty.throughput(),
            plenty.replicationLagMax(),
            plenty.streams(),
            plenty.tableChangeTime());
    try (var database = Database.open(options)) {
      var table = database.create(walks(), Item.EMPTY).orElseThrow();
      var big = item(walk("ann", "monday"), "note", "x".repeat(9_000));
      put(table, big);
      assertThat(database.usage().bytes()).isBetween(9_000L, 10_000L);
      assertThatExceptionOfType(StorageFull.class)
          .isThrownBy(() -> put(table, item(walk("bob", "monday"), "note", "x".repeat(2_000))))
          .withMessageContaining("10,000");

      Fixtures.delete(table, walk("ann", "monday"));

      assertThat(database.usage().bytes()).isZero();
      put(table, item(walk("bob", "monday"), "note", "x".repeat(2_000)));
    }
  }

  @Test
  void writesNothingWhenADecisionFails() {
    try (var database = inFile()) {
      var table = database.create(walks(), Item.EMPTY).orElseThrow();
      var key = walk("ann", "monday");

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  table.write(
                      key,
                      _ -> {
                        throw new IllegalStateException("a fault");
                      }));
      assertThat(table.write(key, _ -> Decision.Refuse.conditionFailed()))
          .isInstanceOf(WriteOutcome.Refused.class);

      assertThat(table.get(key, true)).isEmpty();
      put(table, item(key));
    }
  }
}
