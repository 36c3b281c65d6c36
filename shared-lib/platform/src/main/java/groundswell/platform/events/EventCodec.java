package groundswell.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import groundswell.domain.events.Event;
import groundswell.domain.events.Event.Listing;
import groundswell.platform.Chunks;
import groundswell.platform.PermanentFailure;
import groundswell.platform.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Events as JSON details, as the bus carries them. Their schemas are in `events/`.
public final class EventCodec {
  /// The most bytes of an event's detail. With its envelope it stays below the 256 KB that every
  /// Region accepts (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html>).
  public static final int DETAIL_BYTES_MAX = 240_000;

  private static final int COMMA_BYTES = 1;

  /// The types of all events.
  public static final Set<String> TYPES =
      recordsOf(Event.class).map(Class::getSimpleName).collect(toUnmodifiableSet());

  private EventCodec() {}

  /// An event's type on the bus: the name of its record.
  public static String detailType(Event event) {
    return event.getClass().getSimpleName();
  }

  public static String encode(Event event) {
    return Json.write(EventWriter.of(event));
  }

  /// The message that a queue receives for an event.
  public static String message(Event event) {
    return Envelope.frame(detailType(event), encode(event));
  }

  /// @param now the latest time at which its versions can have been written
  /// @throws PermanentFailure if the envelope does not hold an event that matches its schema
  public static Event decode(Envelope envelope, Instant now) {
    try {
      return new EventReader(now).read(envelope.detailType(), envelope.detail());
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(
          PermanentFailure.UNDECODABLE, "%s: %s".formatted(envelope.detailType(), e.getMessage()));
    }
  }

  /// Splits an event into several, each with a detail of at most [#DETAIL_BYTES_MAX] bytes. A
  /// larger element is an event of its own.
  public static List<? extends Event> split(Event event) {
    return event instanceof Listing<?> listing ? parts(listing) : List.of(event);
  }

  private static <T> List<Listing<T>> parts(Listing<T> listing) {
    int frame = bytesOf(encode(listing.with(List.of())));
    var parts =
        Chunks.of(
            listing.elements(),
            Integer.MAX_VALUE,
            DETAIL_BYTES_MAX - frame,
            element -> bytesOf(encode(listing.with(List.of(element)))) - frame + COMMA_BYTES);
    return parts.stream().map(listing::with).toList();
  }

  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodec::recordsOf)
        : Stream.of(type);
  }

  static int bytesOf(String text) {
    return text.getBytes(UTF_8).length;
  }
}
