package groundswell.cli.uploads;

import groundswell.cli.output.Printer;
import groundswell.cli.output.Terminal;
import groundswell.cli.session.Environment;
import groundswell.cli.session.StopHint;
import groundswell.client.Answer;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.UploadTicket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Uploads one file: creates the upload, sends the file, and waits for the report if requested.
final class FileUpload {
  private final Environment environment;
  private final Printer printer;
  private final UploadsApi api;
  private final UploadRequest request;

  FileUpload(Environment environment, Printer printer, UploadsApi api, UploadRequest request) {
    this.environment = environment;
    this.printer = printer;
    this.api = api;
    this.request = request;
  }

  /// @return the exit code
  int send() {
    return printer.show(
        sent(),
        ticket ->
            "upload %s; see its report with: groundswell upload show %s"
                .formatted(ticket.upload(), ticket.upload()));
  }

  /// @param rejects where to save rejected rows, if not beside the file
  /// @return the exit code
  int sendAndWait(WaitFor waitFor, Duration timeout, Optional<Path> rejects) {
    var upload = sent().value().upload();
    return new UploadReport(environment, printer, api)
        .await(upload, 0, waitFor, timeout, rejects.orElseGet(this::besideTheFile));
  }

  /// The id is shown before the file is sent, so that it is known whatever happens then.
  private Answer<UploadTicket> sent() {
    long sizeBytes = request.sizeBytes();
    var answer = api.create(request);
    environment
        .err()
        .println(
            "upload %s of %s"
                .formatted(
                    answer.value().upload(),
                    Terminal.line(String.valueOf(request.file().getFileName()))));
    var id = answer.value().upload();
    var hint =
        "upload %s has no file; start again, or cancel it with: groundswell upload cancel %s"
            .formatted(id, id);
    try (var _ = StopHint.of(environment, hint);
        var progress = printer.progress("sending", "bytes")) {
      api.send(answer.value(), request.file(), sent -> progress.update(sent, sizeBytes));
      progress.complete();
    }
    return answer;
  }

  private Path besideTheFile() {
    return UploadReport.rejectsBeside(request.file());
  }
}
