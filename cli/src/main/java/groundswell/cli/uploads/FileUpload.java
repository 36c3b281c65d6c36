package groundswell.cli.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.cli.output.Printer;
import groundswell.cli.output.ProgressIndicator;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.cli.uploads.UploadCommand.WaitOptions;
import groundswell.client.Answer;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.client.model.UploadTicket;
import groundswell.domain.ids.UploadId;
import java.nio.file.Path;

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

  /// @return the exit code
  int sendAndWait(WaitOptions options) {
    var settled = await(sent().value().upload(), options);
    var json = (ObjectNode) settled.json();
    var upload = settled.value();
    var text = UploadText.of(upload);
    if (upload.rejects()) {
      var rejects = options.rejects().orElseGet(this::besideTheFile);
      api.downloadRejects(upload.upload(), rejects);
      json.put("rejects_file", rejects.toString());
      text += UploadText.rejects(rejects);
    }
    var shown = text;
    printer.show(json, () -> shown);
    return ExitCodes.of(upload.isClean());
  }

  private Answer<UploadTicket> sent() {
    long sizeBytes = request.sizeBytes();
    var answer = api.create(request);
    try (var progress = printer.progress("sending", "bytes")) {
      api.send(answer.value(), request.file(), sent -> progress.update(sent, sizeBytes));
      progress.complete();
    }
    return answer;
  }

  private Answer<Upload> await(UploadId id, WaitOptions options) {
    try (var progress = printer.progress("loading", "parts")) {
      var settled =
          new Polling(environment)
              .until(
                  "the report of upload " + id,
                  options.timeout(),
                  () -> look(id, progress),
                  answer -> answer.value().isSettled());
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

  private Path besideTheFile() {
    var name = request.file().getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
    return request.file().resolveSibling(name + ".rejects.csv");
  }
}
