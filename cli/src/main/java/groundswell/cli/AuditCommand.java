package groundswell.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Who did what to the failures.
@Command(
    name = "audit",
    description = "Shows who did what to the failures, when and why; with --json a line each.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private final Groundswell root;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "The earliest: 2026-03-20T12:00:00Z, or 2h for two hours ago (default: 30d).")
  private @Nullable Moment since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  AuditCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var clock = root.surroundings().clock();
    var lines =
        root.operations()
            .get(
                "/audit?limit=%d%s"
                    .formatted(
                        limit,
                        since == null
                            ? ""
                            : "&since=" + ApiClient.encoded(since.at(clock).toString())))
            .path("lines");
    if (root.json()) {
      lines.forEach(root.out()::println);
      root.out().flush();
      return 0;
    }
    var table = new Table("at", "who", "action", "reason", "outcome");
    for (var line : lines) {
      table.row(
          Groundswell.text(line, "at"),
          Groundswell.text(line, "who"),
          Groundswell.text(line, "action"),
          Groundswell.text(line, "reason"),
          line.path("outcome").asText().lines().findFirst().orElse("—"));
    }
    return root.show(lines, table::toString);
  }
}
