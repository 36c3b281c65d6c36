package groundswell.cli.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.cli.output.Printer;
import groundswell.cli.output.ProgressIndicator;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.cli.session.StopHint;
import groundswell.client.Answer;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.client.model.UploadVisibility;
import groundswell.domain.ids.UploadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Waits for the report of an upload and for the boards, shows the report, and saves the rejected
/// rows.
final class UploadReport {
  /// Each look reads members, progress and boards.
  private static final Duration BOARDS_PAUSE_MAX = Duration.ofSeconds(1);

  private final Environment environment;
  private final Printer printer;
  private final UploadsApi api;

  UploadReport(Environment environment, Printer printer, UploadsApi api) {
    this.environment = environment;
    this.printer = printer;
    this.api = api;
  }

  /// @param version the version of the upload that was seen; a later one is waited for
  /// @param rejects where to save rejected rows
  /// @return the exit code
  int await(UploadId id, long version, WaitFor waitFor, Duration timeout, Path rejects) {
    var settled = settled(id, version, timeout);
    var upload = settled.value();
    if (upload.rejects()) api.downloadRejects(id, rejects);
    var json = (ObjectNode) settled.json();
    if (upload.rejects()) json.put("rejects_file", rejects.toString());
    var visibility =
        waitFor == WaitFor.boards && upload.becomesVisible()
            ? Optional.of(visible(id, timeout))
            : Optional.<Answer<UploadVisibility>>empty();
    return show(json, upload, visibility, Optional.of(rejects).filter(_ -> upload.rejects()));
  }

  /// @return the exit code
  int show(UploadId id) {
    var upload = api.find(id);
    var visibility = Optional.of(id).filter(_ -> upload.value().becomesVisible()).map(this::look);
    return show((ObjectNode) upload.json(), upload.value(), visibility, Optional.empty());
  }

  private int show(
      ObjectNode json,
      Upload upload,
      Optional<Answer<UploadVisibility>> visibility,
      Optional<Path> rejects) {
    visibility.ifPresent(seen -> json.set("visibility", seen.json()));
    printer.show(
        json,
        () ->
            UploadText.of(upload)
                + visibility.map(seen -> UploadText.visibility(upload, seen.value())).orElse("")
                + rejects.map(file -> UploadText.rejects(upload, file)).orElse(""));
    boolean failed = visibility.filter(seen -> seen.value().failed() != null).isPresent();
    return ExitCodes.of(upload.isClean() && !failed);
  }

  /// Waits until the boards show an upload, or something is in the way that does not pass.
  private Answer<UploadVisibility> visible(UploadId id, Duration timeout) {
    try (var progress = printer.progress("on the boards", "parts")) {
      var seen =
          new Polling(environment, BOARDS_PAUSE_MAX)
              .until(
                  "upload %s on the boards".formatted(id),
                  timeout,
                  () -> {
                    var answer = api.visibility(id);
                    var value = answer.value();
                    progress.update(value.partitionsVisible(), value.partitions());
                    return answer;
                  },
                  answer -> answer.value().isSettled());
      if (seen.value().visible()) progress.complete();
      return seen;
    }
  }

  /// What is visible now. One answer goes a part of the way; the next one goes on from there.
  private Answer<UploadVisibility> look(UploadId id) {
    var seen = api.visibility(id);
    while (!seen.value().isSettled() && seen.value().waitingFor() == null)
      seen = api.visibility(id);
    return seen;
  }

  private Answer<Upload> settled(UploadId id, long version, Duration timeout) {
    var hint =
        "upload %s goes on; see its report with: groundswell upload show %s".formatted(id, id);
    try (var _ = StopHint.of(environment, hint);
        var progress = printer.progress("storing", "parts")) {
      var settled =
          new Polling(environment)
              .until(
                  "the report of upload " + id,
                  timeout,
                  () -> find(id, progress),
                  answer -> answer.value().version() > version && answer.value().isSettled());
      if (settled.value().ended()) progress.complete();
      return settled;
    }
  }

  private Answer<Upload> find(UploadId id, ProgressIndicator progress) {
    var answer = api.find(id);
    var partitions = answer.value().partitions();
    if (partitions != null) progress.update(partitions.done(), partitions.total());
    return answer;
  }

  /// Where the rejected rows of a file are saved: beside it.
  static Path rejectsBeside(Path file) {
    var name =
        file.getFileName()
            .toString()
            .replaceFirst("(\\.(csv|tsv|txt|xlsx|json|jsonl))?(\\.gz)?$", "");
    return file.resolveSibling(name + ".rejects.csv");
  }
}
