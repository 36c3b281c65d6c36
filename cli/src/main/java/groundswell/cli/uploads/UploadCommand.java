package groundswell.cli.uploads;

import groundswell.cli.options.Abbreviations;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Uploads files and shows their state.
@Command(
    name = "upload",
    description = "Uploads files of members or activity.",
    mixinStandardHelpOptions = true)
public final class UploadCommand {
  private final Session session;
  private final Printer printer;

  public UploadCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = "Uploads members: member_id,display_name,team,time_zone,challenges",
      mixinStandardHelpOptions = true)
  int members(@Mixin FileOptions options) {
    return upload("members", options);
  }

  @Command(
      description = "Uploads activity: member_id,date,metric,value[,recorded_at][,source]",
      mixinStandardHelpOptions = true)
  int activity(@Mixin FileOptions options) {
    return upload("activity", options);
  }

  @Command(description = "Shows the report of an upload.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "UPLOAD") String upload) {
    var api = api();
    return printer.show(api.find(Abbreviations.upload(api, upload)), UploadText::of);
  }

  @Command(
      description = {
        "Gives up an upload that is stuck: the rows that are loaded stay,",
        "and nothing waits for the rest any more."
      },
      mixinStandardHelpOptions = true)
  int abandon(@Parameters(paramLabel = "UPLOAD") String upload) {
    var api = api();
    return printer.show(
        api.abandon(Abbreviations.upload(api, upload)),
        answer ->
            answer.ended()
                ? "upload %s is already %s".formatted(answer.upload(), answer.state())
                : "upload %s is being abandoned".formatted(answer.upload()));
  }

  @Command(description = "Lists the latest uploads.", mixinStandardHelpOptions = true)
  int list() {
    return printer.show(api().list(), UploadCommand::table);
  }

  private int upload(String kind, FileOptions options) {
    var request =
        new UploadRequest(
            kind,
            options.file,
            Optional.ofNullable(options.mapping),
            Optional.ofNullable(options.policy));
    var upload = new FileUpload(session.environment(), printer, api(), request);
    return options.waiting == null ? upload.send() : upload.sendAndWait(options.waiting);
  }

  private UploadsApi api() {
    return new UploadsApi(session.api());
  }

  private static String table(List<Upload> uploads) {
    var table = new Table("upload", "kind", "file", "state", "received", "rejected", "created");
    for (var upload : uploads) {
      var report = upload.report();
      table.row(
          upload.upload(),
          upload.kind(),
          upload.fileName(),
          upload.state(),
          report == null ? null : report.received(),
          report == null ? null : report.rejected(),
          upload.createdAt());
    }
    return table.toString();
  }

  /// The file, and how it is read.
  static final class FileOptions {
    @Parameters(paramLabel = "FILE", description = "CSV, or CSV compressed with gzip.")
    private Path file = Path.of("");

    @Option(
        names = "--map",
        paramLabel = "MAPPING",
        description = "How to read another layout, for example: member_id=Id; date=Day:M/d/yyyy")
    private @Nullable String mapping;

    @Option(
        names = "--policy",
        description = "partial (default), all-or-nothing or abort-over-<n>%%.")
    private @Nullable String policy;

    @ArgGroup(exclusive = false)
    private @Nullable WaitOptions waiting;
  }

  /// How to wait for the report.
  static final class WaitOptions {
    @Option(names = "--wait", required = true, description = "Wait for the report.")
    boolean wait;

    @Option(
        names = "--rejects",
        paramLabel = "FILE",
        description = "Where to save rejected rows (default: beside the file, as *.rejects.csv).")
    private @Nullable Path rejects;

    @Option(
        names = "--timeout-minutes",
        paramLabel = "N",
        defaultValue = "30",
        description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private long timeoutMinutes = 30;

    Duration timeout() {
      return Duration.ofMinutes(timeoutMinutes);
    }

    Optional<Path> rejects() {
      return Optional.ofNullable(rejects);
    }
  }
}
