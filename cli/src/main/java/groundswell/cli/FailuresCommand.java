package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What failed: in groups, one by one, and in full.
@Command(
    name = "failures",
    description = "Shows what failed, in groups; or one by one, or one in full.",
    mixinStandardHelpOptions = true)
final class FailuresCommand implements Callable<Integer> {
  private static final int REASON_LENGTH_MAX = 60;

  private final Groundswell root;

  FailuresCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var answer = root.operations().get("/failure-groups");
    return root.show(answer, () -> groups(answer.path("groups")));
  }

  @Command(
      description = "Lists failures, the open ones unless told.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin FilterOptions filter,
      @Option(
              names = "--state",
              defaultValue = "open",
              description = "open, redriving, resolved or parked (default: ${DEFAULT-VALUE}).")
          String state,
      @Option(names = "--limit", defaultValue = "50", description = "How many at most.") int limit,
      @Option(names = "--cursor", description = "Where the page before ended.")
          @Nullable String cursor) {
    var path =
        "/failures?state=%s&limit=%d&%s%s"
            .formatted(
                ApiClient.encoded(state),
                limit,
                filter.query(root.surroundings().clock()),
                cursor == null ? "" : "&cursor=" + ApiClient.encoded(cursor));
    var answer = root.operations().get(path.replaceFirst("&$", ""));
    return root.show(answer, () -> list(answer));
  }

  @Command(description = "Shows one failure with its message.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "FAILURE") String failure,
      @Option(names = "--body", description = "Print its message, and nothing else.")
          boolean body) {
    var answer = root.operations().get("/failures/" + ApiClient.encoded(failure));
    if (body) {
      var text = answer.path("body").asText();
      root.out().println(root.surroundings().interactive() ? Terminal.lines(text) : text);
      return 0;
    }
    return root.show(answer, () -> details(answer));
  }

  private static String groups(JsonNode groups) {
    if (groups.isEmpty()) return "nothing failed";
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
            "last seen");
    for (var group : groups) {
      table.row(
          Groundswell.text(group, "group"),
          Groundswell.text(group, "open"),
          Groundswell.text(group, "redriving"),
          Groundswell.text(group, "resolved"),
          Groundswell.text(group, "parked"),
          group.path("members").asLong() == 0 ? "—" : Groundswell.text(group, "members"),
          Groundswell.text(group, "kind"),
          Groundswell.text(group, "error"),
          Groundswell.text(group, "event_type"),
          from(group),
          toTheSecond(group, "first_seen"),
          toTheSecond(group, "last_seen"));
    }
    return table
        + groups
            .valueStream()
            .filter(group -> group.path("open").asLong() > 0)
            .map(FailuresCommand::why)
            .collect(Collectors.joining());
  }

  /// The queue or stream, without what it is.
  private static String from(JsonNode answer) {
    return Groundswell.text(answer, "origin").replaceFirst("^(queue|stream):", "");
  }

  private static String toTheSecond(JsonNode group, String time) {
    return Instant.parse(Groundswell.text(group, time)).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String why(JsonNode group) {
    var tenants =
        group.path("tenants").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    return "%n%n%s  %s%n  in %s, at %s; tenants: %s; uploads: %d%s%n  for example: groundswell failures show %s"
        .formatted(
            Groundswell.text(group, "group"),
            Groundswell.text(group, "reason"),
            Groundswell.text(group, "function"),
            orDash(group.path("frame").asText()),
            orDash(tenants),
            group.path("uploads").size(),
            releases(group),
            Groundswell.text(group, "sample"));
  }

  /// In the local cloud there is only one, without a name.
  private static String releases(JsonNode group) {
    var then = group.path("last_release").asText();
    var now = group.path("release_now").asText();
    if (then.isEmpty()) return "";
    return then.equals(now)
        ? "; release %s, as now".formatted(then)
        : "; release %s, now %s".formatted(then, orDash(now));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "—" : text;
  }

  private static String list(JsonNode answer) {
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
    for (var failure : answer.path("failures")) {
      var reason = failure.path("reason").asText().lines().findFirst().orElse("");
      table.row(
          Groundswell.text(failure, "failure"),
          Groundswell.text(failure, "group"),
          Groundswell.text(failure, "event_type"),
          from(failure),
          Groundswell.text(failure, "tenant"),
          Groundswell.text(failure, "upload"),
          Groundswell.text(failure, "first_seen"),
          Groundswell.text(failure, "redrives"),
          reason.length() > REASON_LENGTH_MAX
              ? reason.substring(0, REASON_LENGTH_MAX) + "…"
              : reason);
    }
    return answer.has("next")
        ? "%s%nmore: --cursor %s".formatted(table, Groundswell.text(answer, "next"))
        : table.toString();
  }

  private static String details(JsonNode failure) {
    var text = new StringBuilder();
    failure
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("body"))
                text.append(
                    "%-16s %s%n"
                        .formatted(
                            field.getKey().replace('_', ' '),
                            Terminal.line(
                                field.getValue().isValueNode()
                                    ? field.getValue().asText()
                                    : field.getValue().toString())));
            });
    var body = Json.parseOrMissing(failure.path("body").asText());
    return "%s%n%s"
        .formatted(text, body.isMissingNode() ? failure.path("body").asText() : Json.pretty(body));
  }
}
