package groundswell.platform.streams;

import groundswell.domain.events.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The elements of events: those of their lists; of an event without a list, itself.
final class EventElements {
  private EventElements() {}

  static Stream<?> of(Event event) {
    return switch (event) {
      case Event.ActivityChanged changed -> changed.months().stream();
      case Event.MemberChanged changed -> changed.members().stream();
      case Event.ProgressChanged changed -> changed.scores().stream();
      case Event.RewardChanged changed -> changed.ledgers().stream();
      case Event.ChallengeChanged _, Event.BoardPublished _, Event.UploadChanged _ ->
          Stream.of(event);
    };
  }

  /// The same elements in fewer events: those that differ in nothing but their lists become one.
  static List<Event> join(Collection<Event> events) {
    var groups = new LinkedHashMap<Event, List<Event>>();
    for (var event : events) {
      groups.computeIfAbsent(withoutElements(event), _ -> new ArrayList<>()).add(event);
    }
    return groups.values().stream().map(EventElements::joined).toList();
  }

  private static Event withoutElements(Event event) {
    return switch (event) {
      case Event.ActivityChanged(var tenant, var lane, var upload, _) ->
          new Event.ActivityChanged(tenant, lane, upload, List.of());
      case Event.MemberChanged(var tenant, var lane, var upload, _) ->
          new Event.MemberChanged(tenant, lane, upload, List.of());
      case Event.ProgressChanged(var tenant, var challenge, var lane, _) ->
          new Event.ProgressChanged(tenant, challenge, lane, List.of());
      case Event.RewardChanged(var tenant, var lane, _) ->
          new Event.RewardChanged(tenant, lane, List.of());
      case Event.ChallengeChanged _, Event.BoardPublished _, Event.UploadChanged _ -> event;
    };
  }

  private static Event joined(List<Event> group) {
    return switch (group.getFirst()) {
      case Event.ActivityChanged(var tenant, var lane, var upload, _) ->
          new Event.ActivityChanged(
              tenant, lane, upload, all(group, Event.ActivityChanged.class, e -> e.months()));
      case Event.MemberChanged(var tenant, var lane, var upload, _) ->
          new Event.MemberChanged(
              tenant, lane, upload, all(group, Event.MemberChanged.class, e -> e.members()));
      case Event.ProgressChanged(var tenant, var challenge, var lane, _) ->
          new Event.ProgressChanged(
              tenant, challenge, lane, all(group, Event.ProgressChanged.class, e -> e.scores()));
      case Event.RewardChanged(var tenant, var lane, _) ->
          new Event.RewardChanged(
              tenant, lane, all(group, Event.RewardChanged.class, e -> e.ledgers()));
      case Event.ChallengeChanged alone -> alone;
      case Event.BoardPublished alone -> alone;
      case Event.UploadChanged alone -> alone;
    };
  }

  private static <E extends Event, T> List<T> all(
      List<Event> group, Class<E> type, Function<E, List<T>> elements) {
    return group.stream().map(type::cast).flatMap(event -> elements.apply(event).stream()).toList();
  }
}
