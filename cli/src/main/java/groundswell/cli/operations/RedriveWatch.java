package groundswell.cli.operations;

import groundswell.cli.output.Printer;
import groundswell.cli.output.ProgressIndicator;
import groundswell.cli.session.Environment;
import groundswell.cli.session.Polling;
import groundswell.client.Answer;
import groundswell.client.OperationsApi;
import groundswell.client.model.Redrive;
import java.time.Duration;

/// Watches one redrive: prints a line for each finished step, and shows a person the progress of
/// the current one.
final class RedriveWatch {
  private static final Duration DEADLINE = Duration.ofDays(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  private final Environment environment;
  private final Printer printer;
  private final OperationsApi api;
  private int stepsPrinted;

  RedriveWatch(Environment environment, Printer printer, OperationsApi api) {
    this.environment = environment;
    this.printer = printer;
    this.api = api;
  }

  Answer<Redrive> untilSettled(String id) {
    try (var progress = printer.progress("redriving", "messages")) {
      return new Polling(environment, PAUSE_MAX)
          .until(
              "the end of redrive " + id,
              DEADLINE,
              () -> look(id, progress),
              answer -> answer.value().isSettled());
    }
  }

  private Answer<Redrive> look(String id, ProgressIndicator progress) {
    var answer = api.redrive(id);
    var redrive = answer.value();
    progress.update(redrive.succeeded() + redrive.failedAgain(), redrive.claimed());
    if (!printer.printsJson()) printFinishedSteps(redrive);
    return answer;
  }

  private void printFinishedSteps(Redrive redrive) {
    var steps = redrive.steps();
    int finished = redrive.isSettled() ? steps.size() : steps.size() - 1;
    var elapsed = Duration.between(redrive.startedAt(), environment.clock().instant());
    for (; stepsPrinted < finished; stepsPrinted++)
      printer.text(RedriveText.step(redrive, stepsPrinted, elapsed));
  }
}
