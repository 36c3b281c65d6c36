package groundswell.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Failures in numbers: recorded, redriven, and searched for among a million.
///
/// Arguments: the directory for its files, then `flood` or `pages`, or both; both if none is named.
public final class BenchFailures {
  private BenchFailures() {}

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var out = System.out;
    System.setOut(new PrintStream(directory.resolve("functions.log").toFile(), UTF_8));
    var chosen = List.of(arguments).subList(1, arguments.length);
    var broken = new ArrayList<String>();
    if (chosen.isEmpty() || chosen.contains("flood"))
      broken.addAll(new FailureFlood(directory.resolve("flood"), out).run());
    if (chosen.isEmpty() || chosen.contains("pages"))
      broken.addAll(new FailurePages(directory.resolve("pages"), out).run());
    out.println(broken.isEmpty() ? "All bounds kept." : "Broken: " + broken);
    System.exit(broken.isEmpty() ? 0 : 1);
  }
}
