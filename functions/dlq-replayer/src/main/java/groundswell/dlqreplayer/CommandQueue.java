package groundswell.dlqreplayer;

import groundswell.platform.queues.MessageSender;
import java.time.Duration;

/// The queue of the replayer's commands.
record CommandQueue(MessageSender sender, String url) {
  void send(String command) {
    sender.send(url, command);
  }

  void sendLater(String command, Duration delay) {
    sender.sendLater(url, command, delay);
  }
}
