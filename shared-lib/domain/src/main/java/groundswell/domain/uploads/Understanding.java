package groundswell.domain.uploads;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.uploads.Check.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Shows rows as they are understood, so that a person can compare them with the file.
public final class Understanding {
  private Understanding() {}

  /// @param text the row as it stands
  public static Sample of(long line, String text, CheckedRow<? extends UploadEntry> checked) {
    var shown = Text.shown(text);
    var beginning =
        shown.length() > Sample.TEXT_LENGTH_MAX
            ? shown.substring(0, shown.offsetByCodePoints(0, Sample.TEXT_LENGTH_MAX / 2)) + "…"
            : shown;
    return switch (checked) {
      case CheckedRow.Good<? extends UploadEntry>(var entries) ->
          new Sample(line, beginning, values(entries), Optional.empty());
      case CheckedRow.Bad<? extends UploadEntry>(var rejection, _) ->
          new Sample(line, beginning, List.of(), Optional.of(rejection.message()));
    };
  }

  private static List<SequencedMap<String, String>> values(List<? extends UploadEntry> entries) {
    return entries.stream().limit(Check.VALUES_MAX).map(Understanding::fields).toList();
  }

  private static SequencedMap<String, String> fields(UploadEntry entry) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("member_id", entry.member().value());
    switch (entry) {
      case ActivityEntry activity -> {
        fields.put("date", activity.day().toString());
        fields.put("metric", activity.metric().value());
        fields.putAll(said(activity.saying()));
        fields.put("recorded_at", activity.saidAt().toString());
      }
      case MemberEntry member -> {
        fields.put("display_name", member.profile().displayName());
        member.profile().team().ifPresent(team -> fields.put("team", team));
        member.profile().zone().ifPresent(zone -> fields.put("time_zone", zone.id()));
        fields.put(
            "challenges",
            member.challenges().stream().map(ChallengeId::value).collect(Collectors.joining(" ")));
      }
    }
    return fields;
  }

  /// What is said about a day, in the words of files.
  private static Map<String, String> said(Saying saying) {
    return switch (saying) {
      case Saying.OfSource(var source, var value) ->
          inOrder(value.map(Quantity::toString).orElse("withdrawn"), source.value());
      case Saying.OfCorrection(Ruling.Exactly(var value)) -> Map.of("correction", value.toString());
      case Saying.OfCorrection(Ruling.Blank()) -> Map.of("correction", "blank");
      case Saying.OfCorrection(Ruling.Lifted()) -> Map.of("correction", "lift");
    };
  }

  private static Map<String, String> inOrder(String value, String source) {
    var said = new LinkedHashMap<String, String>();
    said.put("value", value);
    said.put("source", source);
    return said;
  }
}
