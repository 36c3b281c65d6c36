package groundswell.cli.uploads;

import groundswell.cli.output.Printer;
import groundswell.cli.output.ProgressIndicator;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.client.Answer;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.domain.ids.UploadId;
import java.time.Duration;

/// Waits until an upload is taken back or cancelled, and shows what became of it.
final class UploadReversal {
  private final Environment environment;
  private final Printer printer;
  private final UploadsApi api;

  UploadReversal(Environment environment, Printer printer, UploadsApi api) {
    this.environment = environment;
    this.printer = printer;
    this.api = api;
  }

  /// @param ordered the upload as it was when the order was given
  /// @param end the state that the order is meant to reach
  /// @return the exit code
  int await(UploadId id, Upload ordered, Duration timeout, String end) {
    // An upload that had ended moves on, unless it was taken back before.
    boolean moves = ordered.ended() && !isTakenBack(ordered, end);
    long version = moves ? ordered.version() : 0;
    try (var progress = printer.progress("taking back", "parts")) {
      var settled =
          new Polling(environment)
              .until(
                  "the end of upload " + id,
                  timeout,
                  () -> look(id, progress),
                  answer -> answer.value().version() > version && isOver(answer.value()));
      if (settled.value().ended()) progress.complete();
      printer.show(settled, UploadText::of);
      return ExitCodes.of(isTakenBack(settled.value(), end));
    }
  }

  /// An order to cancel that met the last row takes it back.
  private static boolean isTakenBack(Upload upload, String end) {
    return upload.state().equals(end) || (upload.reversal() != null && upload.ended());
  }

  /// Whether it has ended, or a part of it could not be taken back.
  private static boolean isOver(Upload upload) {
    boolean isStuck = upload.state().equals("reverting") && upload.isSettled();
    return upload.ended() || isStuck;
  }

  private Answer<Upload> look(UploadId id, ProgressIndicator progress) {
    var answer = api.find(id);
    var reversal = answer.value().reversal();
    if (reversal != null && reversal.done() != null && reversal.parts() != null)
      progress.update(reversal.done(), reversal.parts());
    return answer;
  }
}
