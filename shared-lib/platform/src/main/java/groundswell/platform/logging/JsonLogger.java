package groundswell.platform.logging;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.platform.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/// Writes a line with Powertools' fields and those of the context.
final class JsonLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  /// Fields that are not text, although the context holds only text.
  private static final Set<String> NO_TEXT = Set.of("cold_start", "function_memory_size");

  private final int least;
  private final transient MDCAdapter context;
  private final transient InstantSource clock;
  private final transient Consumer<String> lines;

  JsonLogger(
      String name, Level least, MDCAdapter context, InstantSource clock, Consumer<String> lines) {
    this.name = name;
    this.least = least.toInt();
    this.context = context;
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable error) {
    lines.accept(line(level, MessageFormatter.basicArrayFormat(message, arguments), error));
  }

  private String line(Level level, @Nullable String message, @Nullable Throwable error) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("level", level.name());
          json.writeStringField("message", message);
          if (error != null) writeError(json, error);
          var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          json.writeStringField("timestamp", now.toString());
          writeContext(json, context.getCopyOfContextMap());
          json.writeEndObject();
        });
  }

  private static void writeError(JsonGenerator json, Throwable error) throws IOException {
    var stack = new StringWriter();
    error.printStackTrace(new PrintWriter(stack));
    json.writeObjectFieldStart("error");
    json.writeStringField("message", error.getMessage());
    json.writeStringField("name", error.getClass().getName());
    json.writeStringField("stack", stack.toString());
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, @Nullable Map<String, String> fields)
      throws IOException {
    if (fields == null) return;
    for (var field : fields.entrySet()) {
      json.writeFieldName(field.getKey());
      if (NO_TEXT.contains(field.getKey())) json.writeRawValue(field.getValue());
      else json.writeString(field.getValue());
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return least <= Level.TRACE.toInt();
  }

  @Override
  public boolean isDebugEnabled() {
    return least <= Level.DEBUG.toInt();
  }

  @Override
  public boolean isInfoEnabled() {
    return least <= Level.INFO.toInt();
  }

  @Override
  public boolean isWarnEnabled() {
    return least <= Level.WARN.toInt();
  }

  @Override
  public boolean isErrorEnabled() {
    return least <= Level.ERROR.toInt();
  }
}
