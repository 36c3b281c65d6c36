package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/// Watches a redrive until it ends or pauses: a line for each step that is over, and for a person
/// how far the one under way is.
final class RedriveWatch {
  private static final Duration DEADLINE = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Groundswell root;
  private int told;

  RedriveWatch(Groundswell root) {
    this.root = root;
  }

  JsonNode until(String redrive) {
    var path = "/redrives/" + ApiClient.encoded(redrive);
    try (var gauge = Gauge.of(root.surroundings(), "redriving ", " messages")) {
      return new Wait(root.surroundings().clock(), PAUSE)
          .until(
              "the end of redrive " + redrive,
              DEADLINE,
              () -> look(root.operations().get(path), gauge),
              RedriveWatch::rests);
    }
  }

  private JsonNode look(JsonNode redrive, Gauge gauge) {
    long done = redrive.path("succeeded").asLong() + redrive.path("failed_again").asLong();
    gauge.to(done, redrive.path("claimed").asLong());
    var steps = redrive.path("steps");
    int over = rests(redrive) ? steps.size() : steps.size() - 1;
    for (; told < over; told++) {
      if (!root.json()) root.print(line(told, steps.get(told), redrive, done));
    }
    root.out().flush();
    return redrive;
  }

  private String line(int index, JsonNode step, JsonNode redrive, long done) {
    var started = Instant.parse(redrive.path("started_at").asText());
    long millis = Duration.between(started, root.surroundings().clock().instant()).toMillis();
    return "step %d: %,d sent, %,d succeeded, %,d failed again, %,d pending; %.1f a second so far"
        .formatted(
            index + 1,
            step.path("claimed").asLong(),
            step.path("succeeded").asLong(),
            step.path("failed_again").asLong() + step.path("silent").asLong(),
            step.path("pending").asLong(),
            done * 1_000.0 / Math.max(1, millis));
  }

  private static boolean rests(JsonNode redrive) {
    return redrive.path("ended").asBoolean() || redrive.path("state").asText().equals("paused");
  }
}
