package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Collection;
import java.util.List;

/// Port: whoever follows a function's batches, and may hold messages back.
public interface Observer {
  /// Follows nothing.
  Observer NONE =
      new Observer() {
        @Override
        public void starts(List<SQSMessage> messages) {}

        @Override
        public Collection<SQSMessage> ends(BatchResult result) {
          return List.of();
        }
      };

  /// A batch was received; nothing of it is handled yet.
  void starts(List<SQSMessage> messages);

  /// A batch was handled.
  ///
  /// @return messages that must come back although they were handled, because their outcome could
  ///     not be kept; to handle them again changes nothing
  Collection<SQSMessage> ends(BatchResult result);
}
