package groundswell.cli.operations;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.Abbreviations;
import groundswell.cli.options.ReasonOption;
import groundswell.cli.options.TextFiles;
import groundswell.cli.output.Printer;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Session;
import groundswell.client.Answer;
import groundswell.client.OperationsApi;
import groundswell.client.RedriveOrder;
import groundswell.client.model.Redrive;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Redrives failures.
@Command(
    name = "redrive",
    description = {
      "Sends failed messages to their queues again, step by step.",
      "Stops by itself if they fail again."
    },
    mixinStandardHelpOptions = true)
public final class RedriveCommand {
  private final Session session;
  private final Printer printer;

  public RedriveCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(description = "Shows what a redrive would do.", mixinStandardHelpOptions = true)
  int plan(
      @Mixin FilterOptions options,
      @Option(names = "--all", description = "All open failures.") boolean all,
      @Mixin RateOption rate) {
    var api = api();
    var order = RedriveOrder.of(options.filterOrAll(api, all)).atMost(rate.perSecondMax);
    return printer.show(api.plan(order), RedriveText::plan);
  }

  @Command(
      description = "Shows the plan, starts the redrive and watches it.",
      mixinStandardHelpOptions = true)
  int run(
      @Mixin FilterOptions options,
      @Mixin RateOption rate,
      @Mixin ReasonOption reason,
      @Mixin RunOptions how) {
    var api = api();
    var planned = RedriveOrder.of(options.filterOrAll(api, how.all)).atMost(rate.perSecondMax);
    var plan = api.plan(planned);
    if (plan.value().failures() == 0) return printer.show(plan, RedriveText::plan);
    if (!printer.printsJson()) printer.text(RedriveText.plan(plan.value()));
    var redrive = api.start(planned.because(reason.text(), how.refailurePercentMax));
    return how.noWait ? started(redrive) : watch(api, redrive.value());
  }

  @Command(description = "Lists the latest redrives.", mixinStandardHelpOptions = true)
  int list() {
    return printer.show(api().redrives(), RedriveText::list);
  }

  @Command(description = "Shows a redrive.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "REDRIVE") String redrive,
      @Option(names = "--wait", description = "Watch it until it ends.") boolean wait) {
    var api = api();
    var answer = api.redrive(Abbreviations.redrive(api, redrive));
    return wait ? watch(api, answer.value()) : printer.show(answer, RedriveText::redrive);
  }

  @Command(
      description = "Pauses a redrive. Messages that are sent stay sent.",
      mixinStandardHelpOptions = true)
  int pause(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin ReasonOption reason) {
    var api = api();
    var id = Abbreviations.redrive(api, redrive);
    return printer.show(api.pause(id, reason.text()), RedriveText::redrive);
  }

  @Command(
      description = "Resumes a redrive, also one whose worker crashed.",
      mixinStandardHelpOptions = true)
  int resume(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin ReasonOption reason) {
    var api = api();
    var id = Abbreviations.redrive(api, redrive);
    return printer.show(api.resume(id, reason.text()), RedriveText::redrive);
  }

  @Command(
      description = "Ends a redrive for good. Messages that are sent stay sent.",
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin ReasonOption reason) {
    var api = api();
    var id = Abbreviations.redrive(api, redrive);
    return printer.show(api.cancel(id, reason.text()), RedriveText::redrive);
  }

  @Command(
      description = "Redrives a message that was corrected by hand, where the stack allows it.",
      mixinStandardHelpOptions = true)
  int edit(
      @Parameters(paramLabel = "FAILURE") String failure,
      @Option(
              names = "--file",
              required = true,
              description = "The message. To get it: groundswell failures show ID --body")
          Path file,
      @Mixin ReasonOption reason) {
    var api = api();
    return printer.show(
        api.edit(Abbreviations.failure(api, failure), TextFiles.read(file).strip(), reason.text()),
        edited ->
            "the corrected message is failure %s; watch it with: groundswell redrive show %s --wait"
                .formatted(line(edited.failure()), line(edited.redrive().redrive())));
  }

  private OperationsApi api() {
    return new OperationsApi(session.operatorApi());
  }

  private int started(Answer<Redrive> answer) {
    return printer.show(
        answer,
        redrive ->
            "redrive %s; watch it with: groundswell redrive show %s --wait"
                .formatted(line(redrive.redrive()), line(redrive.redrive())));
  }

  private int watch(OperationsApi api, Redrive redrive) {
    var watch = new RedriveWatch(session.environment(), printer, api);
    var settled = watch.untilSettled(redrive.redrive());
    printer.show(settled, RedriveText::outcome);
    return ExitCodes.of(settled.value().isClean());
  }

  /// How fast.
  static final class RateOption {
    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "Send at most so many messages a second.")
    private @Nullable Integer perSecondMax;
  }

  /// How a redrive is run.
  static final class RunOptions {
    @Option(names = "--all", description = "All open failures.")
    private boolean all;

    @Option(
        names = "--refailure-percent",
        paramLabel = "N",
        description = "Stop when more than this share of a step fails again (default: 5).")
    private @Nullable Integer refailurePercentMax;

    @Option(names = "--no-wait", description = "Start it and do not watch it.")
    private boolean noWait;
  }
}
