package groundswell.domain.events;

import java.util.Collection;

/// Port: the event bus.
public interface Bus {
  /// Publishes the events. They may have been published when it throws; publishing them again does
  /// no harm.
  void publish(Collection<? extends Event> events);
}
