package groundswell.cli.operations;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Table;
import groundswell.client.model.Redrive;
import groundswell.client.model.RedrivePlan;
import java.time.Duration;
import java.util.List;

/// Plans and redrives in words and tables.
final class RedriveText {
  private static final String NO_MATCH = "no open failure matches";

  private RedriveText() {}

  static String plan(RedrivePlan plan) {
    if (plan.failures() == 0) return NO_MATCH;
    var text =
        new StringBuilder(
            "%s, about %s a second: takes about %s%n"
                .formatted(amount(plan), rate(plan.perSecond()), time(plan.estimateSeconds())));
    text.append(Table.counts("group", "messages", plan.groups()));
    text.append(Table.counts("tenant", "messages", plan.tenants()));
    text.append(Table.counts("to", "messages", plan.origins()));
    for (var warning : plan.warnings()) text.append("  warning: %s%n".formatted(line(warning)));
    return text.toString().stripTrailing();
  }

  /// What would be parked, and the command for it.
  static String parking(RedrivePlan plan) {
    if (plan.failures() == 0) return NO_MATCH;
    return "%s would be parked, and nothing is parked yet; say --yes to park them%n%s%s%s"
        .formatted(
            amount(plan),
            Table.counts("group", "messages", plan.groups()),
            Table.counts("tenant", "messages", plan.tenants()),
            Table.counts("from", "messages", plan.origins()))
        .stripTrailing();
  }

  static String list(List<Redrive> redrives) {
    var table =
        new Table(
            "redrive", "state", "taken", "succeeded", "failed again", "by", "started", "reason");
    for (var redrive : redrives) {
      table.row(
          redrive.redrive(),
          redrive.state(),
          redrive.claimed(),
          redrive.succeeded(),
          redrive.failedAgain(),
          redrive.by(),
          redrive.startedAt(),
          redrive.reason());
    }
    return table.toString();
  }

  static String redrive(Redrive redrive) {
    var table =
        new Table("step", "sent", "succeeded", "failed again", "no outcome", "pending", "ms each");
    int number = 1;
    for (var step : redrive.steps()) {
      table.row(
          number++,
          step.claimed(),
          step.succeeded(),
          step.failedAgain(),
          step.silent(),
          step.pending(),
          step.meanTookMillis());
    }
    return "%s%nstarted by %s at %s: %s%n%s"
        .formatted(
            outcome(redrive),
            line(redrive.by()),
            redrive.startedAt(),
            line(redrive.reason()),
            table);
  }

  static String outcome(Redrive redrive) {
    return "redrive %s %s: %,d sent, %,d succeeded, %,d failed again, %,d pending%s"
        .formatted(
            line(redrive.redrive()),
            redrive.state(),
            redrive.claimed(),
            redrive.succeeded(),
            redrive.failedAgain(),
            redrive.pending(),
            redrive.remark().isEmpty() ? "" : "; " + line(redrive.remark()));
  }

  /// @param elapsed since the redrive was started
  static String step(Redrive redrive, int index, Duration elapsed) {
    var step = redrive.steps().get(index);
    long done = redrive.succeeded() + redrive.failedAgain();
    return "step %d: %,d sent, %,d succeeded, %,d failed again, %,d pending; %.1f a second so far"
        .formatted(
            index + 1,
            step.claimed(),
            step.succeeded(),
            step.failedAgain() + step.silent(),
            step.pending(),
            done * 1_000.0 / Math.max(1, elapsed.toMillis()));
  }

  /// How many messages, and for how many members. A partition's message names no members.
  private static String amount(RedrivePlan plan) {
    return Plural.of(plan.failures(), "message")
        + (plan.complete() ? "" : " or more")
        + (plan.members() == 0 ? "" : " for " + Plural.of(plan.members(), "member"));
  }

  private static String rate(double perSecond) {
    return (perSecond < 10 ? "%.1f" : "%,.0f").formatted(perSecond);
  }

  private static String time(long seconds) {
    return seconds < 120
        ? Plural.of(seconds, "second")
        : Plural.of(Math.round(seconds / 60.0), "minute");
  }
}
