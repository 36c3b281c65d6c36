package groundswell.platform.events;

import groundswell.domain.events.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bus refused some events at every attempt; the others are published.
public final class EventsRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Event> events;

  /// @param cause the last exception, if the calls themselves failed
  EventsRefused(List<Event> events, String reason, @Nullable Throwable cause) {
    super("the bus refused %d events: %s".formatted(events.size(), reason), cause);
    this.events = List.copyOf(events);
  }

  /// The refused events; of a split event only the refused parts.
  public List<Event> events() {
    return events;
  }
}
