package groundswell.platform.logging;

import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Loggers of functions on Lambda, where Log4j's configuration and plugins took a quarter of the
/// start. Only the functions' packages register this service; workstations use Log4j.
public final class JsonLogging implements SLF4JServiceProvider {
  /// The SDK logs each retry at INFO.
  private static final String SDK = "software.amazon.awssdk";

  private final ConcurrentHashMap<String, JsonLogger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new BasicMDCAdapter();
  private Level level = Level.INFO;

  @Override
  public void initialize() {
    level = level(System.getenv().getOrDefault("LOG_LEVEL", ""));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, this::logger);
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0";
  }

  private JsonLogger logger(String name) {
    var quiet = name.startsWith(SDK) && level.toInt() < Level.WARN.toInt();
    return new JsonLogger(
        name, quiet ? Level.WARN : level, context, InstantSource.system(), System.out::println);
  }

  /// INFO if the text names no level.
  private static Level level(String text) {
    try {
      return Level.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return Level.INFO;
    }
  }
}
