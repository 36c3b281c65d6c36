package groundswell.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.workload.ActivityOptions.Order;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The reference burst through the whole system in this JVM: a million rows for 30,000 members, in
/// random order and again sorted by day.
///
/// What the functions log goes into a file beside the others.
///
/// Arguments: the directory for its files, then which bursts: `random`, `by-day`,
/// `three-challenges`; all of them if none is named. The seed is `-Dgroundswell.seed`.
public final class BenchMillion {
  private static final long SEED = Long.getLong("groundswell.seed", 1);

  private BenchMillion() {}

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var out = System.out;
    System.setOut(new PrintStream(directory.resolve("functions.log").toFile(), UTF_8));
    var chosen = List.of(arguments).subList(1, arguments.length);
    var broken = new ArrayList<String>();
    for (var name : List.of("random", "by-day", "three-challenges")) {
      if (!chosen.isEmpty() && !chosen.contains(name)) continue;
      for (var bound : new Burst(name, workload(name), directory.resolve(name), out).run())
        broken.add("%s: %s".formatted(name, bound));
    }
    out.println(broken.isEmpty() ? "All bounds kept." : "Broken: " + broken);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static Workload workload(String name) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return switch (name) {
      case "by-day" -> Workloads.referenceBurst(SEED, today, Order.BY_DAY);
      case "three-challenges" -> Workloads.referenceBurstInThreeChallenges(SEED, today);
      default -> Workloads.referenceBurst(SEED, today, Order.RANDOM);
    };
  }
}
