package groundswell.cli.uploads;

import groundswell.cli.options.Abbreviations;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.Json;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.UploadPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
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
  /// How long a cancellation may take.
  private static final Duration ENDS_MAX = Duration.ofMinutes(30);

  private final Session session;
  private final Printer printer;

  public UploadCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = "Uploads members: member_id,display_name,team,time_zone,challenges",
      mixinStandardHelpOptions = true)
  int members(
      @Mixin FileOptions options, @ArgGroup(exclusive = false) @Nullable LeaverOptions leavers) {
    return upload(options.request("members", Optional.empty(), leavers, false), options);
  }

  @Command(
      description = "Uploads activity: member_id,date,metric,value[,recorded_at][,source]",
      mixinStandardHelpOptions = true)
  int activity(@Mixin FileOptions options, @ArgGroup @Nullable ValueOptions values) {
    var reading = Optional.ofNullable(values).flatMap(ValueOptions::text);
    return upload(options.request("activity", reading, null, false), options);
  }

  @Command(description = "Shows the report of an upload.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "UPLOAD") String upload) {
    var api = api();
    return report().show(Abbreviations.upload(api, upload));
  }

  @Command(
      description = {
        "Checks a file and stores nothing: shows its rejects, its first rows",
        "as they are read, and what would change. Then apply it, or cancel it."
      },
      mixinStandardHelpOptions = true)
  int check(@Mixin CheckOptions options) {
    var upload = new FileUpload(session.environment(), printer, api(), options.request());
    return upload.sendAndWait(
        WaitFor.rows, options.timeout(), Optional.ofNullable(options.rejects));
  }

  @Command(
      description = {
        "Stores the rows of a checked upload, or decides how to read one",
        "that can be read in several ways."
      },
      mixinStandardHelpOptions = true)
  int apply(
      @Parameters(paramLabel = "UPLOAD") String upload,
      @Option(
              names = {"--map", "--mapping"},
              paramLabel = "MAPPING",
              description = "How to read the file from now on.")
          @Nullable String mapping,
      @Option(names = "--check", description = "Check it again, and store nothing.")
          boolean checkOnly,
      @Option(
              names = "--yes",
              description = "Confirm that any number of members leaves by a complete file.")
          boolean yes,
      @ArgGroup(exclusive = false) @Nullable WaitOptions waiting) {
    var id = Abbreviations.upload(api(), upload);
    var before = api().apply(id, Optional.ofNullable(mapping), checkOnly, yes);
    if (waiting == null)
      return printer.show(
          before,
          _ ->
              "upload %s goes on; see its report with: groundswell upload show %s"
                  .formatted(upload, upload));
    var seen = before.value();
    boolean stands = !seen.state().equals("checked") && !seen.state().equals("undecided");
    var rejects = waiting.rejects().orElseGet(() -> Path.of(upload + ".rejects.csv"));
    long version = stands ? 0 : seen.version();
    return report().await(id, version, waiting.waitFor(), waiting.timeout(), rejects);
  }

  @Command(
      description = {
        "Cancels an upload. If its rows are being stored, that stops, and what is",
        "stored is taken back."
      },
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "UPLOAD") String upload) {
    var id = Abbreviations.upload(api(), upload);
    var before = api().cancel(id).value();
    return new UploadReversal(session.environment(), printer, api())
        .await(id, before, ENDS_MAX, "cancelled");
  }

  @Command(
      description = {
        "Takes back an upload of activity: its values go, and what stood there",
        "before stands again. That is possible for 14 days."
      },
      mixinStandardHelpOptions = true)
  int revert(
      @Parameters(paramLabel = "UPLOAD") String upload,
      @Option(
              names = "--check",
              description = "Only show what that would change; nothing is taken back.")
          boolean checkOnly,
      @ArgGroup(exclusive = false) @Nullable EndOptions waiting) {
    var id = Abbreviations.upload(api(), upload);
    if (checkOnly) return new RevertPreview(printer, api()).show(id);
    var answer = api().revert(id);
    if (waiting == null)
      return printer.show(
          answer,
          before ->
              before.reversal() != null && before.ended()
                  ? "upload %s is already %s".formatted(before.upload(), before.state())
                  : "upload %s is being taken back; see how far it is with: groundswell upload show %s"
                      .formatted(before.upload(), before.upload()));
    return new UploadReversal(session.environment(), printer, api())
        .await(id, answer.value(), waiting.timeout(), "reverted");
  }

  @Command(
      description = {
        "Saves the rejected rows of an upload, each with its reason.",
        "Correct them and upload that file."
      },
      mixinStandardHelpOptions = true)
  int rejects(
      @Parameters(paramLabel = "UPLOAD") String upload,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where to save them (default: UPLOAD.rejects.csv).")
          @Nullable Path out,
      @Option(
              names = "--safe",
              description = {
                "Put an apostrophe before each cell that a spreadsheet would take for a",
                "formula. Such a file is for reading, not for uploading."
              })
          boolean safe)
      throws IOException {
    var id = Abbreviations.upload(api(), upload);
    var file = out == null ? Path.of(upload + ".rejects.csv") : out;
    api().downloadRejects(id, file);
    if (safe) SafeCsv.makeSafe(file);
    var json = Json.object().put("upload", upload).put("rejects_file", file.toString());
    return printer.show(json, () -> "rejected rows of upload %s are in %s".formatted(upload, file));
  }

  @Command(
      description = {
        "Saves what became of each row of an upload: accepted, unchanged, superseded",
        "(by which line), rejected (why), and what counts instead of it."
      },
      mixinStandardHelpOptions = true)
  int rows(
      @Parameters(paramLabel = "UPLOAD") String upload,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where to save them; - prints them (default: UPLOAD.rows.csv).")
          @Nullable Path out,
      @Option(
              names = "--safe",
              description = "Put an apostrophe before each cell that would be a formula.")
          boolean safe)
      throws IOException {
    var id = Abbreviations.upload(api(), upload);
    var file = out == null ? Path.of(upload + ".rows.csv") : out;
    return new RowFates(session.environment(), printer, api()).save(id, file, safe);
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

  @Command(description = "Lists uploads, latest first.", mixinStandardHelpOptions = true)
  int list(
      @Mixin ListOptions options,
      @Option(names = "--limit", defaultValue = "20", description = "How many at most.") int limit,
      @Option(names = "--cursor", description = "Where the page before ended.")
          @Nullable String cursor) {
    return printer.show(
        api().list(options.filter(), limit, Optional.ofNullable(cursor)), UploadCommand::table);
  }

  private int upload(UploadRequest request, FileOptions options) {
    var upload = new FileUpload(session.environment(), printer, api(), request);
    var waiting = options.waiting;
    return waiting == null
        ? upload.send()
        : upload.sendAndWait(waiting.waitFor(), waiting.timeout(), waiting.rejects());
  }

  private UploadsApi api() {
    return new UploadsApi(session.api());
  }

  private UploadReport report() {
    return new UploadReport(session.environment(), printer, api());
  }

  private static String table(UploadPage page) {
    var table =
        new Table("upload", "kind", "file", "state", "received", "rejected", "by", "created");
    for (var upload : page.uploads()) {
      var report = upload.report();
      table.row(
          upload.upload(),
          upload.kind(),
          upload.fileName(),
          UploadText.state(upload),
          report == null ? null : report.received(),
          report == null ? null : report.rejected(),
          upload.createdBy(),
          upload.createdAt());
    }
    return page.next() == null
        ? table.toString()
        : "%s%nmore with: --cursor %s".formatted(table, page.next());
  }

  /// The file, and how it is read.
  static class ReadOptions {
    @Parameters(
        paramLabel = "FILE",
        description = "A workbook (.xlsx), CSV or JSON Lines, also packed with gzip.")
    private Path file = Path.of("");

    @Option(
        names = "--map",
        paramLabel = "MAPPING",
        description = "How to read another layout, for example: member_id=Id; date=Day:M/d/yyyy")
    private @Nullable String mapping;

    @Option(
        names = "--mapping",
        paramLabel = "NAME",
        description = {
          "A built-in layout such as garmin, or one of your own: see mapping list.",
          "Parts of --map take the place of its parts."
        })
    private @Nullable String named;

    @Option(
        names = "--member",
        paramLabel = "ID",
        description = "Whose file it is, if it has no column for members.")
    private @Nullable String member;

    @Option(
        names = "--policy",
        description = "partial (default), all-or-nothing or abort-over-<n>%%.")
    private @Nullable String policy;

    UploadRequest request(
        String kind, Optional<String> values, @Nullable LeaverOptions leavers, boolean checkOnly) {
      return new UploadRequest(
          kind,
          file,
          values,
          mapping(),
          Optional.ofNullable(policy),
          leavers != null && leavers.isComplete(),
          leavers != null && leavers.isConfirmed(),
          checkOnly);
    }

    /// The three options as the API takes them: a name, then parts.
    private Optional<String> mapping() {
      if (member != null && member.indexOf('\'') >= 0)
        throw new CommandException("an id in --member has no single quotes");
      var constant = member == null ? null : "member_id='%s'".formatted(member);
      var parts = Stream.of(named, mapping, constant).flatMap(Stream::ofNullable).toList();
      return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }
  }

  /// A file whose good rows are stored.
  static final class FileOptions extends ReadOptions {
    @ArgGroup(exclusive = false)
    private @Nullable WaitOptions waiting;
  }

  /// A file that is checked.
  static final class CheckOptions extends ReadOptions {
    @Option(
        names = "--kind",
        description = "activity or members (default: activity; with --leavers members).")
    private @Nullable String kind;

    @ArgGroup private @Nullable ValueOptions values;

    @ArgGroup(exclusive = false)
    private @Nullable LeaverOptions leavers;

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

    UploadRequest request() {
      var usual = leavers == null ? "activity" : "members";
      return request(
          kind == null ? usual : kind,
          Optional.ofNullable(values).flatMap(ValueOptions::text),
          leavers,
          true);
    }

    Duration timeout() {
      return Duration.ofMinutes(timeoutMinutes);
    }
  }
}
