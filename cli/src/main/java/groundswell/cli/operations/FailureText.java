package groundswell.cli.operations;

import static groundswell.cli.output.Terminal.line;
import static groundswell.cli.output.Terminal.orNothing;
import static groundswell.cli.output.Terminal.value;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.cli.output.Plural;
import groundswell.cli.output.Table;
import groundswell.cli.output.Terminal;
import groundswell.client.Json;
import groundswell.client.model.FailureGroup;
import groundswell.client.model.FailurePage;
import groundswell.domain.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Failures in words and tables.
final class FailureText {
  private static final int REASON_LENGTH_MAX = 60;
  private static final String BODY = "body";

  /// As the plan of a redrive and the alarm warn.
  private static final Duration EXPIRES_SOON = Duration.ofDays(5);

  private FailureText() {}

  /// @param now decides what expires soon
  static String groups(List<FailureGroup> groups, Instant now) {
    if (groups.isEmpty()) return "nothing failed";
    return groupTable(groups)
        + warning(groups, now)
        + groups.stream()
            .filter(group -> group.open() > 0)
            .map(FailureText::cause)
            .collect(joining());
  }

  /// Empty if nothing open expires soon.
  private static String warning(List<FailureGroup> groups, Instant now) {
    var soon = now.plus(EXPIRES_SOON);
    var expiries =
        groups.stream()
            .map(FailureGroup::expiresAt)
            .filter(Objects::nonNull)
            .filter(soon::isAfter)
            .sorted()
            .toList();
    if (expiries.isEmpty()) return "";
    return "%n%nwarning: open failures of %s expire within %d days, the first on %s: redrive or export them before then"
        .formatted(
            Plural.of(expiries.size(), "group"),
            EXPIRES_SOON.toDays(),
            expiries.getFirst().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Table groupTable(List<FailureGroup> groups) {
    var table =
        new Table(
            "group",
            "open",
            "redriving",
            "resolved",
            "parked",
            "members",
            "kind",
            "error",
            "event",
            "from",
            "first seen",
            "last seen",
            "expires");
    for (var group : groups) {
      table.row(
          group.group(),
          group.open(),
          group.redriving(),
          group.resolved(),
          group.parked(),
          group.members() == 0 ? null : group.members(),
          group.kind(),
          group.error(),
          group.eventType(),
          nameOf(group.origin()),
          group.firstSeen().truncatedTo(ChronoUnit.SECONDS),
          group.lastSeen().truncatedTo(ChronoUnit.SECONDS),
          group.expiresAt() == null ? null : group.expiresAt().truncatedTo(ChronoUnit.SECONDS));
    }
    return table;
  }

  /// The name of a queue or stream.
  private static String nameOf(String origin) {
    return origin.replaceFirst("^(queue|stream):", "");
  }

  private static String cause(FailureGroup group) {
    var tenants = group.tenants().stream().map(TenantId::value).collect(joining(", "));
    return "%n%n%s  %s%n  in %s, at %s; tenants: %s; uploads: %d%s%n  for example: groundswell failures show %s"
        .formatted(
            line(group.group()),
            line(group.reason()),
            value(group.function()),
            orNothing(group.frame()),
            orNothing(tenants),
            group.uploads().size(),
            releases(group),
            line(group.sample()));
  }

  /// Empty for a local cloud: its only release has no name.
  private static String releases(FailureGroup group) {
    var then = line(group.lastRelease());
    if (then.isEmpty()) return "";
    return group.lastRelease().equals(group.releaseNow())
        ? "; release %s, as now".formatted(then)
        : "; release %s, now %s".formatted(then, orNothing(group.releaseNow()));
  }

  static String page(FailurePage page) {
    var table =
        new Table(
            "failure",
            "group",
            "event",
            "from",
            "tenant",
            "upload",
            "first seen",
            "redrives",
            "reason");
    for (var failure : page.failures()) {
      table.row(
          failure.failure(),
          failure.group(),
          failure.eventType(),
          nameOf(failure.origin()),
          failure.tenant(),
          failure.upload(),
          failure.firstSeen(),
          failure.redrives(),
          shortened(Terminal.firstLine(failure.reason())));
    }
    return page.next() == null
        ? table.toString()
        : "%s%nmore: --cursor %s".formatted(table, line(page.next()));
  }

  private static String shortened(String reason) {
    return reason.length() > REASON_LENGTH_MAX
        ? reason.substring(0, REASON_LENGTH_MAX) + "…"
        : reason;
  }

  /// Every field of a failure, then its message.
  static String details(JsonNode failure, Optional<String> body) {
    var fields =
        failure.properties().stream()
            .filter(field -> !field.getKey().equals(BODY))
            .map(
                field ->
                    "%-16s %s%n"
                        .formatted(field.getKey().replace('_', ' '), text(field.getValue())))
            .collect(joining());
    return "%s%n%s".formatted(fields, body.map(FailureText::indented).orElse(""));
  }

  private static String text(JsonNode value) {
    return line(value.isValueNode() ? value.asText() : value.toString());
  }

  private static String indented(String body) {
    var json = Json.readOrMissing(body);
    return json.isMissingNode() ? body : Json.pretty(json);
  }
}
