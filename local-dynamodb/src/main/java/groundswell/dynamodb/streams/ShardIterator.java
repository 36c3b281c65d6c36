package groundswell.dynamodb.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A position in a shard, between two records. Valid for 15 minutes.
///
/// @param after the number of the last record before the position
/// @param isAtHorizon whether the position is before the oldest record, whichever that is at the
///     time of the read
public record ShardIterator(
    String table, String label, String shardId, long after, boolean isAtHorizon, Instant created) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "([A-Za-z0-9_.-]+)\\|([0-9T:.-]+)\\|(shardId-[0-9a-f-]+)\\|([0-9]{1,18})\\|([01])\\|([0-9]{1,15})");

  private static final Duration LIFETIME = Duration.ofMinutes(15);

  boolean isExpiredAt(Instant now) {
    return created.plus(LIFETIME).isBefore(now);
  }

  /// The position as text, for requests and responses.
  public String token() {
    var text =
        String.join(
            "|",
            table,
            label,
            shardId,
            Long.toString(after),
            isAtHorizon ? "1" : "0",
            Long.toString(created.toEpochMilli()));
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /// @return empty if no engine issued the text
  public static Optional<ShardIterator> parse(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    var parts = TOKEN.matcher(new String(bytes, UTF_8));
    if (!parts.matches()) return Optional.empty();
    return Optional.of(
        new ShardIterator(
            parts.group(1),
            parts.group(2),
            parts.group(3),
            Long.parseLong(parts.group(4)),
            parts.group(5).equals("1"),
            Instant.ofEpochMilli(Long.parseLong(parts.group(6)))));
  }
}
