package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/// What became of an upload, in words.
final class UploadReport {
  private static final int MEMBERS_NAMED = 5;

  private UploadReport() {}

  /// Whether nothing more will happen to it by itself: it has ended, or what moves it on has
  /// failed.
  static boolean isSettled(JsonNode upload) {
    var failed = upload.path("failed");
    boolean loading = upload.path("state").asText().equals("loading");
    return upload.path("ended").asBoolean()
        || (!failed.isMissingNode() && (!loading || failed.path("partitions").asInt() > 0));
  }

  /// Whether all its rows were taken.
  static boolean isClean(JsonNode upload) {
    return upload.path("state").asText().equals("completed")
        && !upload.has("failed")
        && upload.path("report").path("rejected").asLong() == 0;
  }

  static String text(JsonNode upload) {
    var text = new StringBuilder();
    text.append(
        "upload %s of %s (%s): %s%n"
            .formatted(
                Groundswell.text(upload, "upload"),
                Groundswell.text(upload, "file_name"),
                Groundswell.text(upload, "kind"),
                Groundswell.text(upload, "state")));
    if (upload.has("refused")) {
      text.append(
          "  refused: %s (%s)%n"
              .formatted(
                  Groundswell.text(upload.path("refused"), "reason"),
                  Groundswell.text(upload.path("refused"), "code")));
    }
    var report = upload.path("report");
    if (!report.isMissingNode()) text.append(counts(report));
    if (!report.path("rejected_by_code").isEmpty())
      text.append(byCode(report.path("rejected_by_code")).toString().indent(2));
    if (upload.has("note")) text.append("  %s%n".formatted(Groundswell.text(upload, "note")));
    if (upload.has("failed")) text.append(failed(upload));
    if (upload.has("rejects_file"))
      text.append(
          "  rejected rows are in %s: correct them and upload that file as it is%n"
              .formatted(Groundswell.text(upload, "rejects_file")));
    return text.toString().stripTrailing();
  }

  private static String failed(JsonNode upload) {
    var failed = upload.path("failed");
    var members =
        failed
            .path("members")
            .valueStream()
            .limit(MEMBERS_NAMED)
            .map(member -> member.path("member").asText())
            .collect(Collectors.joining(", "));
    return "  failed: %,d messages of %,d parts, for %s%s: %s%n  bring them back: groundswell redrive run --upload %s --reason WHY%n"
        .formatted(
            failed.path("messages").asLong(),
            failed.path("partitions").asLong(),
            members.isEmpty() ? "nobody known" : members,
            failed.path("members").size() > MEMBERS_NAMED ? " and others" : "",
            Groundswell.text(failed, "note"),
            Groundswell.text(upload, "upload"));
  }

  private static String counts(JsonNode report) {
    return "  received %,d = accepted %,d + unchanged %,d + superseded %,d + rejected %,d%n"
        .formatted(
            report.path("received").asLong(),
            report.path("accepted").asLong(),
            report.path("unchanged").asLong(),
            report.path("superseded").asLong(),
            report.path("rejected").asLong());
  }

  private static Table byCode(JsonNode rejectedByCode) {
    var table = new Table("rejected because", "rows");
    rejectedByCode
        .properties()
        .forEach(code -> table.row(code.getKey(), "%,d".formatted(code.getValue().asLong())));
    return table;
  }
}
