package groundswell.cli.uploads;

import static groundswell.cli.output.Terminal.line;
import static java.util.stream.Collectors.joining;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Table;
import groundswell.client.model.Upload;
import groundswell.client.model.Upload.FailedParts;
import groundswell.client.model.Upload.Report;
import java.nio.file.Path;

/// The state of an upload, in words.
final class UploadText {
  private static final int MEMBERS_NAMED = 5;

  private UploadText() {}

  static String of(Upload upload) {
    var text =
        new StringBuilder(
            "upload %s of %s (%s): %s%n"
                .formatted(
                    upload.upload(), line(upload.fileName()), upload.kind(), upload.state()));
    var refused = upload.refused();
    if (refused != null)
      text.append("  refused: %s (%s)%n".formatted(line(refused.reason()), line(refused.code())));
    if (upload.report() != null) text.append(counts(upload.report()));
    if (upload.note() != null) text.append("  %s%n".formatted(line(upload.note())));
    if (upload.failed() != null) text.append(failed(upload, upload.failed()));
    return text.toString().stripTrailing();
  }

  /// @param file their file
  static String rejects(Path file) {
    return "%n  rejected rows are in %s: correct them and upload that file as it is"
        .formatted(line(file.toString()));
  }

  private static String counts(Report report) {
    return "  received %,d = accepted %,d + unchanged %,d + superseded %,d + rejected %,d%n%s"
        .formatted(
            report.received(),
            report.accepted(),
            report.unchanged(),
            report.superseded(),
            report.rejected(),
            Table.counts("rejected because", "rows", report.rejectedByCode()));
  }

  private static String failed(Upload upload, FailedParts failed) {
    return """
          failed: %s of %s, for %s: %s
          redrive them with: groundswell redrive run --upload %s --reason WHY
        """
        .formatted(
            Plural.of(failed.messages(), "message"),
            Plural.of(failed.partitions(), "part"),
            members(failed),
            line(failed.note()),
            upload.upload());
  }

  private static String members(FailedParts failed) {
    if (failed.members().isEmpty()) return "unknown members";
    var named =
        failed.members().stream()
            .limit(MEMBERS_NAMED)
            .map(affected -> line(affected.member().value()))
            .collect(joining(", "));
    return failed.members().size() > MEMBERS_NAMED ? named + " and others" : named;
  }
}
