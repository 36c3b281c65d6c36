package groundswell.operations.replayer;

import groundswell.platform.queues.MessageSender;
import java.time.Duration;

/// The queue of the replayer's commands.
public record CommandQueue(MessageSender sender, String url) {
  public void send(ReplayerCommand command) {
    sender.send(url, command.message());
  }

  /// @param delay at most [MessageSender#DELAY_MAX]; a longer one is capped
  public void sendLater(ReplayerCommand command, Duration delay) {
    sender.sendLater(url, command.message(), delay);
  }
}
