package groundswell.cli.operations;

import groundswell.cli.options.Abbreviations;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Terminal;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.ErrorCode;
import groundswell.client.OperationsApi;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what failed: in groups, one by one, and in full.
@Command(
    name = "failures",
    description = "Shows what failed, in groups. Its commands show single failures.",
    mixinStandardHelpOptions = true)
public final class FailuresCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  public FailuresCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var now = session.environment().clock().instant();
    return printer.show(api().groups(), groups -> FailureText.groups(groups, now));
  }

  @Command(
      description = "Lists failures, by default the open ones.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin FilterOptions options,
      @Option(
              names = "--state",
              defaultValue = "open",
              description = "open, redriving, resolved or parked (default: ${DEFAULT-VALUE}).")
          String state,
      @Option(names = "--limit", defaultValue = "50", description = "How many at most.") int limit,
      @Option(names = "--cursor", description = "Where the page before ended.")
          @Nullable String cursor) {
    var api = api();
    var filter = options.filter(api).withState(state);
    return printer.show(
        api.failures(filter, limit, Optional.ofNullable(cursor)), FailureText::page);
  }

  @Command(description = "Shows one failure and its message.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "FAILURE") String failure,
      @Option(names = "--body", description = "Print its message, and nothing else.")
          boolean bodyOnly) {
    var api = api();
    var answer = api.failure(Abbreviations.failure(api, failure));
    var body = Optional.ofNullable(answer.value().body());
    if (!bodyOnly) return printer.show(answer, _ -> FailureText.details(answer.json(), body));
    var text =
        body.orElseThrow(
            () ->
                new CommandException(
                    ErrorCode.NOT_FOUND,
                    "failure %s has no message: it is no longer kept, or only operators may see it"
                        .formatted(failure)));
    printer.raw(session.environment().interactive() ? Terminal.lines(text) : text);
    return ExitCode.OK;
  }

  private OperationsApi api() {
    return new OperationsApi(session.operatorApi());
  }
}
