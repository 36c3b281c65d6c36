package groundswell.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Uploading files, and looking at what became of them.
@Command(
    name = "upload",
    description = "Uploads files of members or activity.",
    mixinStandardHelpOptions = true)
final class UploadCommand {
  private final Groundswell root;

  UploadCommand(Groundswell root) {
    this.root = root;
  }

  @Command(
      description = "Uploads members: member_id,display_name,team,time_zone,challenges",
      mixinStandardHelpOptions = true)
  int members(@Mixin FileOptions options) {
    return new FileUpload(root, "members", options).run();
  }

  @Command(
      description = "Uploads activity: member_id,date,metric,value[,recorded_at][,source]",
      mixinStandardHelpOptions = true)
  int activity(@Mixin FileOptions options) {
    return new FileUpload(root, "activity", options).run();
  }

  @Command(description = "Shows the report of an upload.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "UPLOAD") String upload) {
    var answer = root.api().get("/uploads/" + ApiClient.encoded(upload));
    return root.show(answer, () -> UploadReport.text(answer));
  }

  @Command(
      description =
          "Gives an upload up that comes no further: what was loaded stays, and nobody waits for"
              + " it.",
      mixinStandardHelpOptions = true)
  int abandon(@Parameters(paramLabel = "UPLOAD") String upload) {
    var path = "/uploads/%s/abandon".formatted(ApiClient.encoded(upload));
    var answer = root.api().post(path, Json.object());
    var text =
        answer.path("ended").asBoolean()
            ? "upload %s is %s already".formatted(upload, Groundswell.text(answer, "state"))
            : "upload %s is being abandoned".formatted(upload);
    return root.show(answer, () -> text);
  }

  @Command(description = "Lists the latest uploads.", mixinStandardHelpOptions = true)
  int list() {
    var answer = root.api().get("/uploads");
    var table = new Table("upload", "kind", "file", "state", "received", "rejected", "created");
    for (var upload : answer.path("uploads")) {
      table.row(
          Groundswell.text(upload, "upload"),
          Groundswell.text(upload, "kind"),
          Groundswell.text(upload, "file_name"),
          Groundswell.text(upload, "state"),
          Groundswell.text(upload.path("report"), "received"),
          Groundswell.text(upload.path("report"), "rejected"),
          Groundswell.text(upload, "created_at"));
    }
    return root.show(answer, table::toString);
  }

  /// What a file is uploaded with.
  static final class FileOptions {
    @Parameters(paramLabel = "FILE", description = "CSV, or CSV compressed with gzip.")
    Path file = Path.of("");

    @Option(
        names = "--map",
        paramLabel = "MAPPING",
        description = "How to read another layout, for example: member_id=Id; date=Day:M/d/yyyy")
    @Nullable String mapping;

    @Option(
        names = "--policy",
        description = "partial (default), all-or-nothing or abort-over-<n>%%.")
    @Nullable String policy;

    @ArgGroup(exclusive = false)
    @Nullable Waiting waiting;
  }

  /// How to wait for the report.
  static final class Waiting {
    @Option(names = "--wait", required = true, description = "Wait for the report.")
    boolean wait;

    @Option(
        names = "--rejects",
        paramLabel = "FILE",
        description = "Where to save rejected rows (default: beside the file, as *.rejects.csv).")
    @Nullable Path rejects;

    @Option(
        names = "--timeout-minutes",
        paramLabel = "N",
        defaultValue = "30",
        description = "How long to wait (default: ${DEFAULT-VALUE}).")
    long timeoutMinutes = 30;

    Duration timeout() {
      return Duration.ofMinutes(timeoutMinutes);
    }
  }
}
