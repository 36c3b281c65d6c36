package groundswell.platform.batch;

import groundswell.platform.lambda.QueueMessage;
import java.util.Collection;
import java.util.List;

/// Port: follows a function's batches, and may hold messages back.
public interface Observer {
  /// Does nothing.
  Observer NONE =
      new Observer() {
        @Override
        public void starts(List<QueueMessage> messages) {}

        @Override
        public Collection<QueueMessage> ends(BatchResult result) {
          return List.of();
        }
      };

  /// A batch was received; nothing of it has been handled yet.
  void starts(List<QueueMessage> messages);

  /// A batch was handled.
  ///
  /// @return messages that must be redelivered although they were handled, because their outcome
  ///     could not be stored; handling is idempotent
  Collection<QueueMessage> ends(BatchResult result);
}
