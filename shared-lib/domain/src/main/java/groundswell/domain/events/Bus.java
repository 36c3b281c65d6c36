package groundswell.domain.events;

import java.util.Collection;

/// Port: the event bus.
public interface Bus {
  /// Publishes the events. If it throws, some may have been published; publishing them again does
  /// no harm.
  void publish(Collection<? extends Event> events);
}
