package groundswell.activityloader;

import groundswell.local.calls.Killed;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.SqsFunction;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestQueue;
import java.util.List;

/// Hands the messages of a queue to a function as Lambda does, and again until none comes back.
final class Deliveries {
  private static final int MAX = 60;

  private Deliveries() {}

  /// @return whether there were messages
  static boolean step(TestQueue queue, SqsFunction function) {
    var messages = queue.receive();
    if (messages.isEmpty()) return false;
    for (int delivery = 0; !messages.isEmpty(); delivery++) {
      if (delivery == MAX) throw new AssertionError("comes back for ever: " + messages);
      messages = returned(messages, function);
    }
    return true;
  }

  private static List<QueueMessage> returned(List<QueueMessage> messages, SqsFunction function) {
    try {
      var failed = function.handle(messages, new TestContext());
      return messages.stream().filter(message -> failed.contains(message.id())).toList();
    } catch (Killed _) {
      // As after a redrive, which sends a message again under another id.
      return messages.stream().map(message -> Edited.withId(message, message.id() + "+")).toList();
    }
  }
}
