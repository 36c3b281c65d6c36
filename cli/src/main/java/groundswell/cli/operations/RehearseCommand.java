package groundswell.cli.operations;

import static groundswell.cli.output.Terminal.line;
import static groundswell.cli.output.Terminal.value;

import groundswell.cli.output.Printer;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.cli.session.Session;
import groundswell.client.OperationsApi;
import groundswell.client.model.Rehearsal;
import groundswell.client.model.Rehearsal.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Rehearses a redrive.
@Command(
    name = "rehearse",
    description =
        "Rehearses a redrive: handles some failures again with every write discarded, and shows"
            + " what came of it.",
    mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
  private static final int WRITES_SHOWN = 5;

  private final Session session;
  private final Printer printer;

  @Mixin private FilterOptions options = new FilterOptions();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many failures at most (default: ${DEFAULT-VALUE}).")
  private int samples = 3;

  public RehearseCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new OperationsApi(session.operatorApi());
    var id = api.rehearse(options.filter(api), samples);
    var ended =
        new Polling(session.environment(), PAUSE_MAX)
            .until(
                "the end of the rehearsal",
                DEADLINE,
                () -> api.rehearsal(id),
                answer -> answer.value().ended());
    var verdicts = verdicts(ended.value());
    printer.show(ended, _ -> text(verdicts));
    return ExitCodes.of(verdicts.stream().allMatch(Verdict::succeeds));
  }

  private static List<Verdict> verdicts(Rehearsal rehearsal) {
    return rehearsal.verdicts() == null ? List.of() : rehearsal.verdicts();
  }

  private static String text(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) return "no failure matches";
    var text = new StringBuilder();
    for (var verdict : verdicts) {
      text.append(
          "%s would %s%n"
              .formatted(
                  line(verdict.failure()),
                  verdict.succeeds() ? "succeed" : "fail again: " + value(verdict.failed())));
      verdict.writes().stream()
          .limit(WRITES_SHOWN)
          .forEach(write -> text.append("  would write %s%n".formatted(line(write))));
      int more = verdict.writes().size() - WRITES_SHOWN;
      if (more > 0) text.append("  and %,d more; --json shows them all%n".formatted(more));
    }
    return text.toString().stripTrailing();
  }
}
