package groundswell.operations.failures;

import groundswell.operations.domain.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The queues that failures come from and return to. The variable `DEAD_LETTERS` lists them as
/// `deadLetterQueueName,queueName,cap,service`, separated by whitespace. All queues of a stack have
/// the replayer's URL except for the name; their URLs would exceed an environment's limit of 4 KB
/// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
public final class RedriveTargets {
  private static final int FIELDS = 4;

  private final List<RedriveTarget> all;
  private final Map<String, RedriveTarget> byDeadLetterQueue;
  private final Map<String, RedriveTarget> byQueue;

  /// @param replayerUrl the URL of the redrive queue; the targets' URLs have the same beginning
  /// @param deadLetters one line for each dead-letter queue, as in the template
  public RedriveTargets(String replayerUrl, String deadLetters) {
    var base = replayerUrl.substring(0, replayerUrl.lastIndexOf('/') + 1);
    all =
        Arrays.stream(deadLetters.strip().split("\\s+")).map(entry -> parse(entry, base)).toList();
    byDeadLetterQueue =
        all.stream()
            .collect(
                Collectors.toUnmodifiableMap(RedriveTarget::deadLetterQueue, Function.identity()));
    byQueue =
        all.stream()
            .collect(Collectors.toUnmodifiableMap(RedriveTarget::queue, Function.identity()));
  }

  /// All, as the template lists them: along the pipeline.
  public List<RedriveTarget> all() {
    return all;
  }

  public Optional<RedriveTarget> ofDeadLetterQueue(String name) {
    return Optional.ofNullable(byDeadLetterQueue.get(name));
  }

  /// @param name of the queue that a function reads
  public Optional<RedriveTarget> ofQueue(String name) {
    return Optional.ofNullable(byQueue.get(name));
  }

  /// Where a message of that origin is sent; empty for records of a stream.
  public Optional<RedriveTarget> of(Origin origin) {
    return switch (origin) {
      case Origin.Queue(var name) -> ofQueue(name);
      case Origin.Stream _ -> Optional.empty();
    };
  }

  private static RedriveTarget parse(String entry, String base) {
    var parts = entry.split(",", -1);
    if (parts.length != FIELDS)
      throw new IllegalStateException(
          "entry \"%s\" of environment variable DEAD_LETTERS must be %s"
              .formatted(entry, "deadLetterQueueName,queueName,cap,service"));
    return new RedriveTarget(
        parts[0], parts[1], base + parts[1], Integer.parseInt(parts[2]), parts[3]);
  }

  /// @param cap the most concurrent invocations that read the queue
  /// @param service the function that reads it
  public record RedriveTarget(
      String deadLetterQueue, String queue, String queueUrl, int cap, String service) {}
}
