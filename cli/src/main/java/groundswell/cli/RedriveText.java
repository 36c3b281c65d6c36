package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;

/// Plans and redrives in words.
final class RedriveText {
  private RedriveText() {}

  static String plan(JsonNode plan) {
    long failures = plan.path("failures").asLong();
    if (failures == 0) return "nothing open matches";
    var text = new StringBuilder();
    text.append(
        "%s%s%s, some %s a second: about %s%n"
            .formatted(
                counted(failures, "message"),
                plan.path("complete").asBoolean() ? "" : " or more",
                members(plan.path("members").asLong()),
                rate(plan.path("per_second").asDouble()),
                time(plan.path("estimate_seconds").asLong())));
    text.append(counts(plan.path("groups"), "group"));
    text.append(counts(plan.path("tenants"), "tenant"));
    text.append(counts(plan.path("origins"), "to"));
    for (var warning : plan.path("warnings"))
      text.append("  warning: %s%n".formatted(warning.asText()));
    return text.toString().stripTrailing();
  }

  /// What would be parked, and that nothing is yet.
  static String parking(JsonNode plan) {
    long failures = plan.path("failures").asLong();
    if (failures == 0) return "nothing open matches";
    return "%s%s%s would be parked; nothing is yet. Say --yes to park them%n%s%s%s"
        .formatted(
            counted(failures, "message"),
            plan.path("complete").asBoolean() ? "" : " or more",
            members(plan.path("members").asLong()),
            counts(plan.path("groups"), "group"),
            counts(plan.path("tenants"), "tenant"),
            counts(plan.path("origins"), "from"))
        .stripTrailing();
  }

  /// A partition of a file does not say whose rows it has.
  private static String members(long members) {
    return members == 0 ? "" : " for " + counted(members, "member");
  }

  private static String rate(double perSecond) {
    return (perSecond < 10 ? "%.1f" : "%,.0f").formatted(perSecond);
  }

  static String redrive(JsonNode redrive) {
    var table =
        new Table(
            "step", "sent", "succeeded", "failed again", "never heard of", "pending", "ms each");
    int number = 1;
    for (var step : redrive.path("steps")) {
      table.row(
          number++,
          Groundswell.text(step, "claimed"),
          Groundswell.text(step, "succeeded"),
          Groundswell.text(step, "failed_again"),
          Groundswell.text(step, "silent"),
          Groundswell.text(step, "pending"),
          Groundswell.text(step, "mean_took_millis"));
    }
    return "%s%nby %s at %s: %s%n%s"
        .formatted(
            outcome(redrive),
            Groundswell.text(redrive, "by"),
            Groundswell.text(redrive, "started_at"),
            Groundswell.text(redrive, "reason"),
            table);
  }

  static String outcome(JsonNode redrive) {
    var remark = redrive.path("remark").asText();
    return "redrive %s %s: %,d sent, %,d succeeded, %,d failed again, %,d pending%s"
        .formatted(
            Groundswell.text(redrive, "redrive"),
            Groundswell.text(redrive, "state"),
            redrive.path("claimed").asLong(),
            redrive.path("succeeded").asLong(),
            redrive.path("failed_again").asLong(),
            redrive.path("pending").asLong(),
            remark.isEmpty() ? "" : "; " + remark);
  }

  /// Whether it came to its end and nothing failed again.
  static boolean isClean(JsonNode redrive) {
    return redrive.path("state").asText().equals("completed")
        && redrive.path("failed_again").asLong() == 0;
  }

  private static String counts(JsonNode counts, String of) {
    if (counts.isEmpty()) return "";
    var table = new Table(of, "messages");
    counts
        .properties()
        .forEach(count -> table.row(count.getKey(), "%,d".formatted(count.getValue().asLong())));
    return table.toString().indent(2);
  }

  private static String time(long seconds) {
    return seconds < 120
        ? counted(seconds, "second")
        : counted(Math.round(seconds / 60.0), "minute");
  }

  private static String counted(long number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
