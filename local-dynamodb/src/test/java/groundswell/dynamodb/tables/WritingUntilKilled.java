package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.walk;

import groundswell.dynamodb.tables.WriteFunction.Decision;
import java.nio.file.Path;
import java.util.List;

/// A process that writes round after round, in four threads, each for its own member: both of the
/// member's items in one transaction. It prints a line when a round is acknowledged.
final class WritingUntilKilled {
  private static final int THREADS = 4;

  private WritingUntilKilled() {}

  public static void main(String[] file) {
    var database = Database.open(Fixtures.inFile(new VirtualTime(), Path.of(file[0])));
    if (database.table("Walks").isEmpty()) SurvivingTheEndOfTheProcess.create(database);
    for (var number = 0; number < THREADS; number++) {
      var member = "member-" + number;
      var _ = Thread.ofPlatform().start(() -> write(database, member));
    }
  }

  private static void write(Database database, String member) {
    var table = database.table("Walks").orElseThrow();
    for (var round = roundBefore(table, member) + 1; ; round++) {
      var outcome =
          database.transact(
              List.of(put(table, member, "first", round), put(table, member, "second", round)));
      if (outcome instanceof TransactionOutcome.Committed) {
        System.out.printf("%s %d written%n", member, round);
        System.out.flush();
      }
    }
  }

  private static long roundBefore(Table table, String member) {
    return table
        .get(walk(member, "first"), true)
        .map(item -> Fixtures.number(item, "steps"))
        .orElse(0L);
  }

  private static TransactionAction put(Table table, String member, String day, long round) {
    var key = walk(member, day);
    return new TransactionAction(
        table,
        key,
        _ -> new Decision.Put(item(key, "town", "Ulm", "steps", round, "note", "x".repeat(200))));
  }
}
