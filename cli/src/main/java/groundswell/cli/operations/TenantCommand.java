package groundswell.cli.operations;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.ReasonOption;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Confirmation;
import groundswell.cli.session.Polling;
import groundswell.cli.session.Session;
import groundswell.cli.session.StopHint;
import groundswell.client.OperationsApi;
import groundswell.client.model.RemovedTenant;
import groundswell.domain.ids.TenantId;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes tenants.
@Command(
    name = "tenant",
    description = "Removes a tenant with all that is stored of it.",
    mixinStandardHelpOptions = true)
public final class TenantCommand {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(15);

  private final Session session;
  private final Printer printer;

  public TenantCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = {
        "Removes a tenant: members, activity, challenges, boards, rewards, settings,",
        "uploads and their files are erased, for good. Its name is never used again."
      },
      mixinStandardHelpOptions = true)
  int remove(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Mixin ReasonOption reason,
      @Option(names = "--yes", description = "Remove it without asking.") boolean yes,
      @Option(names = "--wait", description = "Wait until all is erased.") boolean wait,
      @Option(
              names = "--timeout-minutes",
              paramLabel = "N",
              defaultValue = "120",
              description = "How long to wait (default: ${DEFAULT-VALUE}).")
          long timeoutMinutes) {
    var id = new TenantId(tenant);
    if (!yes)
      new Confirmation(session.environment())
          .typed(
              "All that is stored of tenant %s will be erased, and cannot be brought back."
                  .formatted(id),
              id.value());
    var ordered = api().removeTenant(id, reason.text());
    if (!wait) return printer.show(ordered, TenantCommand::text);
    var hint = "the erasure goes on; see it with: groundswell tenant show %s".formatted(id);
    try (var _ = StopHint.of(session.environment(), hint)) {
      return printer.show(
          new Polling(session.environment(), PAUSE_MAX)
              .until(
                  "the end of the removal of tenant " + id,
                  Duration.ofMinutes(timeoutMinutes),
                  () -> api().removedTenant(id),
                  answer -> answer.value().isEnded()),
          TenantCommand::text);
    }
  }

  @Command(description = "Shows whether a tenant is removed.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "TENANT") String tenant) {
    return printer.show(api().removedTenant(new TenantId(tenant)), TenantCommand::text);
  }

  private OperationsApi api() {
    return new OperationsApi(session.operatorApi());
  }

  private static String text(RemovedTenant removed) {
    var ordered = "by %s at %s".formatted(line(removed.by()), removed.orderedAt());
    return removed.isEnded()
        ? "tenant %s is removed: ordered %s, all erased at %s"
            .formatted(line(removed.tenant()), ordered, removed.endedAt())
        : "tenant %s is being removed: ordered %s. That takes half an hour or longer; see it with: groundswell tenant show %s"
            .formatted(line(removed.tenant()), ordered, line(removed.tenant()));
  }
}
