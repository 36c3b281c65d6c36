package groundswell.platform.streams;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import groundswell.domain.events.Event;
import groundswell.domain.events.Event.Listing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// The elements of events. An event that is not a [Listing] is its own only element.
final class EventElements {
  private EventElements() {}

  static Stream<?> of(Event event) {
    return event instanceof Listing<?> listing ? listing.elements().stream() : Stream.of(event);
  }

  /// The same elements in fewer events: events that differ only in their elements become one.
  static List<Event> join(Collection<Event> events) {
    var groups =
        events.stream()
            .collect(groupingBy(EventElements::withoutElements, LinkedHashMap::new, toList()));
    return groups.values().stream().map(EventElements::joined).toList();
  }

  private static Event withoutElements(Event event) {
    return event instanceof Listing<?> listing ? listing.with(List.of()) : event;
  }

  private static Event joined(List<Event> group) {
    return group.getFirst() instanceof Listing<?> first ? joined(first, group) : group.getFirst();
  }

  /// The events of a group differ only in their elements, so all elements have the same type.
  @SuppressWarnings("unchecked")
  private static <T> Event joined(Listing<T> first, List<Event> group) {
    return first.with((List<T>) group.stream().flatMap(EventElements::of).toList());
  }
}
