package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.bySteps;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.streams.IteratorOutcome;
import groundswell.dynamodb.streams.ReadOutcome;
import groundswell.dynamodb.streams.ShardIterator;
import groundswell.dynamodb.streams.StartAt;
import groundswell.dynamodb.streams.StreamRecord;
import groundswell.dynamodb.streams.StreamView;
import groundswell.dynamodb.values.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes to a file is killed in the middle of its work, ten times in a row. No
/// acknowledged write is lost, and no transaction is there in part: neither in the table, nor in
/// its index, nor in its stream.
class SurvivingTheEndOfTheProcess {
  private static final int KILLS = 10;
  private static final long SEED = Long.getLong("kill.seed", 7);

  @TempDir Path folder;

  @Test
  void losesNothingAcknowledgedAndTearsNoTransaction() throws IOException, InterruptedException {
    var random = new SplittableRandom(SEED);
    var acknowledged = new HashMap<String, Long>();
    for (var kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(400), acknowledged);

      check(acknowledged, "seed %d, kill %d".formatted(SEED, kill));
    }
  }

  /// Starts a process that writes, reads its reports, and kills it after this many.
  private void killAfter(int reports, Map<String, Long> acknowledged)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WritingUntilKilled.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = process.inputReader()) {
      for (var each = 0; each < reports; each++) note(lines, acknowledged);
      process.toHandle().destroyForcibly(); // SIGKILL; what it has printed can still be read
      for (var line = lines.readLine(); line != null; line = lines.readLine())
        note(line, acknowledged);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Path file() {
    return folder.resolve("tables");
  }

  private static void note(BufferedReader lines, Map<String, Long> acknowledged)
      throws IOException {
    var line = lines.readLine();
    assertThat(line).as("the writing process ended by itself").isNotNull();
    note(line, acknowledged);
  }

  /// A line that the kill cut short acknowledges nothing.
  private static void note(String line, Map<String, Long> acknowledged) {
    var parts = List.of(line.split(" ", -1));
    if (parts.size() == 3 && parts.get(2).equals("written"))
      acknowledged.put(parts.get(0), Long.valueOf(parts.get(1)));
  }

  private void check(Map<String, Long> acknowledged, String when) {
    try (var database = Database.open(Fixtures.inFile(new VirtualTime(), file()))) {
      var table = database.table("Walks").orElseThrow();
      var items = Fixtures.items(table.scan(Fixtures.everything()));
      acknowledged.forEach(
          (member, round) ->
              assertThat(round(table, member, "first"))
                  .as("%s: %s", when, member)
                  .isGreaterThanOrEqualTo(round));
      for (var item : items) {
        var member = Fixtures.text(item, "member");
        assertThat(round(table, member, "first"))
            .as("%s: both items of %s", when, member)
            .isEqualTo(round(table, member, "second"));
      }
      assertThat(
              Fixtures.items(
                  table.scan(new Scan(Optional.of("BySteps"), 0, 1, Optional.empty(), false))))
          .as("%s: the index", when)
          .containsExactlyInAnyOrderElementsOf(items);
      assertThat(latestImages(table))
          .as("%s: the stream", when)
          .containsExactlyInAnyOrderElementsOf(items);
    }
  }

  private static long round(Table table, String member, String day) {
    return table
        .get(Fixtures.walk(member, day), true)
        .map(item -> Fixtures.number(item, "steps"))
        .orElse(0L);
  }

  private static List<Item> latestImages(Table table) {
    var latest = new HashMap<Item, Item>();
    for (var record : records(table)) latest.put(record.keys(), record.newImage().orElseThrow());
    return List.copyOf(latest.values());
  }

  private static List<StreamRecord> records(Table table) {
    var stream = table.stream().orElseThrow();
    var opened =
        (IteratorOutcome.Opened)
            stream.iterator(stream.shards().getFirst().id(), new StartAt.TrimHorizon());
    var records = new ArrayList<StreamRecord>();
    Optional<ShardIterator> next = Optional.of(opened.iterator());
    for (var isMore = true; isMore; ) {
      var read = (ReadOutcome.Records) stream.read(next.orElseThrow(), 1_000);
      records.addAll(read.records());
      isMore = !read.records().isEmpty();
      next = read.next();
    }
    return records;
  }

  static void create(Database database) {
    var table = database.create(walks(bySteps(new Projection.All())), Item.EMPTY).orElseThrow();
    database.enableStream(table, StreamView.NEW_AND_OLD_IMAGES);
  }
}
