package groundswell.integration.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The template's parameters where its defaults would make tests wait.
final class ShortWaits {
  static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("ProgressBulkQueueWindowSeconds", "0"),
          Map.entry("BoardLiveQueueBatchSize", "10"),
          Map.entry("BoardLiveQueueWindowSeconds", "0"),
          Map.entry("BoardBulkQueueBatchSize", "10"),
          Map.entry("BoardBulkQueueWindowSeconds", "0"),
          Map.entry("RewardBulkQueueWindowSeconds", "0"),
          Map.entry("NotificationQueueWindowSeconds", "0"),
          Map.entry("UsersStreamPublisherWindowSeconds", "0"),
          Map.entry("ProgramsStreamPublisherWindowSeconds", "0"),
          Map.entry("DeadLetterQueueBatchSize", "10"),
          Map.entry("DeadLetterQueueWindowSeconds", "0"),
          // a run that a test ends keeps its place for as long as Lambda would have let it run
          Map.entry("TenantFilesAtOnce", "1000"),
          Map.entry("TenantRequestsPerSecond", "10000"),
          Map.entry("RecountSeconds", "0"),
          Map.entry("RedrivePauseSeconds", "1"),
          Map.entry("RetryBackoffSeconds", "0"));

  private static final Pattern PATIENCE =
      Pattern.compile("(?m)^  (\\w+(?:QueueVisibility|Timeout)Seconds):$");

  /// What a message is hidden for, and what a function may take for it: less than in the template,
  /// so that messages of a throttled or dead function come back soon.
  private static final String REDELIVERY_SECONDS = "30";

  private ShortWaits() {}

  /// The same for a deployed stack, whose messages are hidden for longer.
  static Map<String, String> deployed(Path template) {
    try {
      var parameters = new HashMap<>(PARAMETERS);
      PATIENCE
          .matcher(Files.readString(template))
          .results()
          .forEach(parameter -> parameters.put(parameter.group(1), REDELIVERY_SECONDS));
      return parameters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
