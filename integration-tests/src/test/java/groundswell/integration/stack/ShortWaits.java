package groundswell.integration.stack;

import java.util.Map;

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
          Map.entry("RetryBackoffSeconds", "0"));

  private ShortWaits() {}
}
