package groundswell.domain.uploads;

import groundswell.domain.Text;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.uploads.Check.Sample;
import java.util.LinkedHashMap;
import java.util.List;
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
        fields.put("value", activity.value().toString());
        fields.put("recorded_at", activity.recordedAt().toString());
        fields.put("source", activity.source().value());
      }
      case MemberEntry member -> {
        fields.put("display_name", member.profile().displayName());
        member.profile().team().ifPresent(team -> fields.put("team", team));
        fields.put("time_zone", member.profile().zone().id());
        fields.put(
            "challenges",
            member.challenges().stream().map(ChallengeId::value).collect(Collectors.joining(" ")));
      }
    }
    return fields;
  }
}
