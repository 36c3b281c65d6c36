package groundswell.cli.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.cli.output.Printer;
import groundswell.cli.output.ProgressIndicator;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.client.Answer;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.domain.ids.UploadId;
import java.nio.file.Path;
import java.time.Duration;

/// Waits for the report of an upload, shows it, and saves the rejected rows.
final class UploadReport {
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
  int await(UploadId id, long version, Duration timeout, Path rejects) {
    var settled = settled(id, version, timeout);
    var upload = settled.value();
    if (!upload.rejects()) return show(settled);
    api.downloadRejects(id, rejects);
    var json = ((ObjectNode) settled.json()).put("rejects_file", rejects.toString());
    printer.show(json, () -> UploadText.of(upload) + UploadText.rejects(upload, rejects));
    return ExitCodes.of(upload.isClean());
  }

  /// @return the exit code
  int show(Answer<Upload> upload) {
    printer.show(upload, UploadText::of);
    return ExitCodes.of(upload.value().isClean());
  }

  private Answer<Upload> settled(UploadId id, long version, Duration timeout) {
    try (var progress = printer.progress("storing", "parts")) {
      var settled =
          new Polling(environment)
              .until(
                  "the report of upload " + id,
                  timeout,
                  () -> look(id, progress),
                  answer -> answer.value().version() > version && answer.value().isSettled());
      if (settled.value().ended()) progress.complete();
      return settled;
    }
  }

  private Answer<Upload> look(UploadId id, ProgressIndicator progress) {
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
