package groundswell.benchmarks;

import static java.io.OutputStream.nullOutputStream;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.workload.ActivityOptions.Order;
import groundswell.workload.Workloads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The reference burst through the whole system in this JVM: a million rows for 30,000 members, in
/// random order, sorted by day, and in three challenges; then members who join after their
/// activity.
///
/// The same burst runs first as a warm-up, and is not judged: in the first minute the JVM's
/// compilers take half of a processor, whatever the system does, and `make up` runs for hours. Its
/// duration is printed. The argument `cold` skips it, so that the first measured burst has to keep
/// the bounds in a JVM that has just started.
///
/// The functions log to a file beside the others.
///
/// Arguments: the directory for its files, then which bursts: `random`, `by-day`,
/// `three-challenges`, `late-joins`; all if none is named; and `cold` for no warm-up. The seed is
/// `-Dgroundswell.seed`.
public final class BenchMillion {
  private static final long SEED = Long.getLong("groundswell.seed", 1);
  private static final List<String> NAMES =
      List.of("random", "by-day", "three-challenges", "late-joins");

  private static final String COLD = "cold";

  /// The most seconds for a million rows on a calm machine with two cores.
  private static final double SECONDS_MAX = 35;

  private static final double SECONDS_IN_THREE_CHALLENGES_MAX = 75;

  private BenchMillion() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var directory = Path.of(arguments[0]);
    var out = System.out;
    System.setOut(new PrintStream(directory.resolve("functions.log").toFile(), UTF_8));
    var chosen = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    var isCold = chosen.remove(COLD);
    for (var name : chosen) {
      if (!NAMES.contains(name))
        throw new IllegalArgumentException("%s is not one of %s".formatted(name, NAMES));
    }
    if (!isCold) warmUp(directory.resolve("warm-up"), out);
    var broken = new ArrayList<String>();
    for (var name : chosen.isEmpty() ? NAMES : chosen) {
      for (var bound : run(name, directory.resolve(name), out))
        broken.add("%s: %s".formatted(name, bound));
    }
    out.println(broken.isEmpty() ? "All bounds kept." : "Broken: " + broken);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static void warmUp(Path directory, PrintStream out) throws IOException {
    var workload = Workloads.referenceBurst(SEED, LocalDate.now(ZoneOffset.UTC), Order.RANDOM);
    var unread = new PrintStream(nullOutputStream(), true, UTF_8);
    var burst = new Burst("warm-up", workload, SECONDS_MAX, directory, unread);
    burst.run();
    out.printf("The first million rows of this JVM took %.1f s; not judged.%n", burst.seconds());
  }

  /// @return the bounds that were broken
  private static List<String> run(String name, Path directory, PrintStream out)
      throws IOException, InterruptedException {
    var today = LocalDate.now(ZoneOffset.UTC);
    if (name.equals("late-joins"))
      return new LateJoins(Workloads.lateJoins(SEED, today), directory, out).run();
    var isInThree = name.equals("three-challenges");
    var workload =
        isInThree
            ? Workloads.referenceBurstInThreeChallenges(SEED, today)
            : Workloads.referenceBurst(
                SEED, today, name.equals("by-day") ? Order.BY_DAY : Order.RANDOM);
    var secondsMax = isInThree ? SECONDS_IN_THREE_CHALLENGES_MAX : SECONDS_MAX;
    return new Burst(name, workload, secondsMax, directory, out).run();
  }
}
