package groundswell.operations.batch;

import groundswell.operations.domain.Cause;
import groundswell.platform.batch.BatchResult;
import groundswell.platform.batch.Observer;
import groundswell.platform.lambda.QueueMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// Notes failing attempts, and reports outcomes of redriven messages to their redrives. If an
/// outcome can't be written, the message is retried; else its redrive would never learn it.
final class FailureObserver implements Observer {
  private final Attempts attempts;
  private final Redriven redriven;
  private final String release;

  FailureObserver(Attempts attempts, Redriven redriven, String release) {
    this.attempts = attempts;
    this.redriven = redriven;
    this.release = release;
  }

  @Override
  public void starts(List<QueueMessage> messages) {
    attempts.started(messages);
  }

  @Override
  public Collection<QueueMessage> ends(BatchResult result) {
    var causes = new HashMap<String, Cause>();
    for (var id : result.returned().keySet()) {
      var error = result.errors().get(id);
      if (error != null) causes.put(id, Diagnosis.of(error, release));
    }
    attempts.failed(causes);
    return redriven.outcome(result);
  }
}
