package groundswell.platform.batch;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The queues that feed a function, by ARN, as listed in the variable `QUEUES`.
record SourceQueues(Map<String, SourceQueue> byArn) {
  private static final String VARIABLE = "QUEUES";

  /// Reads the variable [#VARIABLE]: `arn,url,deadLetterQueueUrl` for each queue, separated by
  /// whitespace.
  ///
  /// @throws IllegalStateException if an entry has another form
  static SourceQueues parse(String text) {
    return new SourceQueues(
        Arrays.stream(text.strip().split("\\s+"))
            .map(SourceQueues::entry)
            .collect(Collectors.toUnmodifiableMap(SourceQueue::arn, Function.identity())));
  }

  SourceQueue of(String arn) {
    var queue = byArn.get(arn);
    if (queue == null) {
      throw new IllegalStateException(
          "message from queue %s, but %s names only %s".formatted(arn, VARIABLE, byArn.keySet()));
    }
    return queue;
  }

  private static SourceQueue entry(String entry) {
    var parts = entry.split(",", -1);
    if (parts.length != 3) {
      throw new IllegalStateException(
          "entry \"%s\" of environment variable %s must be arn,url,deadLetterQueueUrl"
              .formatted(entry, VARIABLE));
    }
    return new SourceQueue(parts[0], parts[1], parts[2]);
  }

  record SourceQueue(String arn, String url, String deadLetterQueueUrl) {}
}
