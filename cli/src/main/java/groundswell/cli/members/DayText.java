package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.output.Table;
import groundswell.client.model.Counting;
import groundswell.client.model.MemberDays;
import java.util.stream.Collectors;

/// What counts for a day, and why, in words.
final class DayText {
  private DayText() {}

  /// For example `8000 counts: the highest value, from garmin`.
  static String of(Counting counting) {
    var value =
        counting.value() == null ? "nothing counts" : counting.value().toPlainString() + " counts";
    return "%s: %s".formatted(value, reason(counting));
  }

  static String of(MemberDays days) {
    var table = new Table("day", "metric", "source", "value", "said at", "counts");
    for (var day : days.days()) {
      for (var said : day.sources())
        table.row(
            day.date(),
            day.metric(),
            line(said.source().value()),
            said.value() == null ? "withdrawn" : said.value().toPlainString(),
            said.recordedAt(),
            said.counts() ? "yes" : "no");
      var correction = day.correction();
      if (correction != null)
        table.row(
            day.date(),
            day.metric(),
            "correction",
            correction.value() == null ? correction.ruling() : correction.value().toPlainString(),
            correction.madeAt(),
            correction.ruling().equals("lifted") ? "no" : "yes");
      table.row(day.date(), day.metric(), "", "", "", of(day.counting()));
    }
    return "%s, %s to %s, days in %s%n%s"
        .formatted(
            line(days.member().value()), days.from(), days.to(), line(days.timeZone()), table);
  }

  private static String reason(Counting counting) {
    var sources =
        counting.sources().stream()
            .map(source -> line(source.value()))
            .collect(Collectors.joining(", "));
    return switch (counting.why()) {
      case "highest" -> "the highest value, from " + sources;
      case "sum" -> "the sum of " + sources;
      case "priority" -> sources + " comes first in the order of priority";
      case "highest-of-the-unnamed" ->
          "no source in the order of priority has a value; the highest of the others is from "
              + sources;
      case "corrected" -> "an administrator corrected the day";
      case "blanked" -> "an administrator left the day without entry";
      case "no-value" -> "no source that may count has a value";
      default -> counting.why();
    };
  }
}
