package groundswell.dynamodb.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.options.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Random programs of calls run on our engine and on moto's, and every answer is compared. A
/// program with a different answer shrinks to its shortest form.
///
/// `-Dmoto.seed=N` starts with another program, `-Dmoto.programs=N` runs more of them,
/// `-Dmoto.minutes=N` runs for longer.
class ComparingWithMoto {
  private static final long FIRST_SEED = Long.getLong("moto.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("moto.programs", 100);
  private static final Duration TIME_MAX =
      Optional.ofNullable(Integer.getInteger("moto.minutes"))
          .map(Duration::ofMinutes)
          .orElse(Duration.ofSeconds(45));

  @RegisterExtension static final MotoServer moto = new MotoServer();

  @Test
  void programsAreAnsweredAlike() {
    var end = System.nanoTime() + TIME_MAX.toNanos();
    var compared = 0;
    for (var seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS && System.nanoTime() < end; seed++) {
      var program = Programs.draw(seed);
      if (difference(program).isPresent()) fail(report(seed, shortest(program)));
      compared++;
    }
    assertThat(compared).isPositive();
  }

  /// Two answers that differ, with no known fault of moto's as the reason.
  private record Difference(Call call, Answer ours, Answer motos) {}

  /// Runs a program on fresh tables of both, until an answer differs. Stops if a known fault of
  /// moto's makes the tables differ.
  private static Optional<Difference> difference(List<Call> program) {
    try (var engine = LocalDynamoDb.start(Options.inMemory())) {
      var ours = engine.client();
      renew(ours);
      renew(moto.client());
      for (var call : program) {
        var our = call.ask(ours);
        var motos = call.ask(moto.client());
        var isExplained =
            our.agreesWith(motos) || MotoFaults.explaining(call, our, motos).isPresent();
        if (!isExplained) return Optional.of(new Difference(call, our, motos));
        if (MotoFaults.mayPartTables(call, our, motos)) break;
      }
      return Optional.empty();
    }
  }

  private static void renew(DynamoDbClient client) {
    for (var name : client.listTables().tableNames())
      client.deleteTable(table -> table.tableName(name));
    for (var table : SampleTable.values()) table.create(client);
  }

  /// Removes every call that the difference does not need.
  private static List<Call> shortest(List<Call> program) {
    var calls = new ArrayList<>(program);
    for (var at = calls.size() - 1; at >= 0; at--) {
      var without = new ArrayList<>(calls);
      without.remove(at);
      if (difference(without).isPresent()) calls = without;
    }
    return calls;
  }

  private static String report(long seed, List<Call> calls) {
    var difference = difference(calls).orElseThrow();
    return """
        Answered differently; again with -Dmoto.seed=%d -Dmoto.programs=1
        Program:
        %s
        Last call: %s
        Ours:   %s
        Moto's: %s
        """
        .formatted(
            seed,
            calls.stream().map(Call::toString).collect(Collectors.joining("\n")),
            difference.call(),
            difference.ours(),
            difference.motos());
  }
}
