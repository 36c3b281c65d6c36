package groundswell.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;

class WritingLines {
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00.123456Z");

  private final BasicMDCAdapter context = new BasicMDCAdapter();
  private final List<String> lines = new ArrayList<>();
  private final JsonLogger log =
      new JsonLogger("tests", Level.INFO, context, InstantSource.fixed(NOW), lines::add);

  @Test
  void holdMessageAndContext() {
    context.put("correlation_id", "message-1");
    context.put("cold_start", "true");

    log.info("{} of {} came", 1, 2);

    var line = JsonObject.parse(lines.getFirst());
    assertThat(line.text("level")).isEqualTo("INFO");
    assertThat(line.text("message")).isEqualTo("1 of 2 came");
    assertThat(line.text("timestamp")).isEqualTo("2026-03-20T12:00:00.123Z");
    assertThat(line.text("correlation_id")).isEqualTo("message-1");
    assertThat(line.flag("cold_start")).isTrue();
  }

  @Test
  void holdWhatWentWrong() {
    log.error("{} failed", "it", new IllegalStateException("broken"));

    var line = JsonObject.parse(lines.getFirst());
    assertThat(line.text("message")).isEqualTo("it failed");
    var error = line.object("error");
    assertThat(error.text("message")).isEqualTo("broken");
    assertThat(error.text("name")).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.text("stack")).contains("broken", "holdWhatWentWrong");
  }

  @Test
  void areNotWrittenBelowTheLevel() {
    log.debug("nobody asked");

    assertThat(lines).isEmpty();
  }

  @Test
  void ofTheSdkSayNoLessThanAWarning() {
    var loggers = new JsonLogging().getLoggerFactory();

    assertThat(loggers.getLogger("groundswell.Some").isInfoEnabled()).isTrue();
    assertThat(loggers.getLogger("software.amazon.awssdk.Some").isInfoEnabled()).isFalse();
    assertThat(loggers.getLogger("software.amazon.awssdk.Some").isWarnEnabled()).isTrue();
  }
}
