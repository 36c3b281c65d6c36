package groundswell.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Figures and their bounds.
final class Bounds {
  private final PrintStream out;
  private final List<String> broken = new ArrayList<>();

  Bounds(PrintStream out) {
    this.out = out;
  }

  void atMost(String what, double figure, double most) {
    boolean kept = figure <= most;
    out.printf("  %-46s %,12.3f  (at most %,.3f)%s%n", what, figure, most, kept ? "" : "  BROKEN");
    if (!kept) broken.add(what);
  }

  void atLeast(String what, double figure, double least) {
    boolean kept = figure >= least;
    out.printf(
        "  %-46s %,12.3f  (at least %,.3f)%s%n", what, figure, least, kept ? "" : "  BROKEN");
    if (!kept) broken.add(what);
  }

  void holds(String what, boolean holds) {
    out.printf("  %-46s %12s%n", what, holds ? "yes" : "NO");
    if (!holds) broken.add(what);
  }

  /// The bounds that were broken.
  List<String> broken() {
    return List.copyOf(broken);
  }
}
