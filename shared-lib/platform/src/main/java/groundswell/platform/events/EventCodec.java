package groundswell.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.events.Event;
import groundswell.platform.Chunks;
import groundswell.platform.PermanentFailure;
import groundswell.platform.json.Json;
import groundswell.platform.json.Json.Writer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Events as the JSON details that travel over the bus. What they look like is laid down in
/// `events/`.
public final class EventCodec {
  /// The most bytes of an event's detail; with its frame it stays under the 256 KB that every
  /// Region takes (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html>).
  public static final int DETAIL_BYTES_MAX = 240_000;

  private EventCodec() {}

  /// The type under which the bus carries an event: its record's name.
  public static String detailType(Event event) {
    return event.getClass().getSimpleName();
  }

  public static String encode(Event event) {
    return Json.write(EventWriter.of(event));
  }

  /// The message that a queue gets for an event.
  public static String message(Event event) {
    return Envelope.frame(detailType(event), encode(event));
  }

  /// @param now until when its versions may have been written
  /// @throws PermanentFailure if the envelope holds no such event, or one beyond what its schema
  ///     allows. Unknown fields are ignored.
  public static Event decode(Envelope envelope, Instant now) {
    try {
      return new EventReader(now).read(envelope.detailType(), envelope.detail());
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(
          PermanentFailure.UNDECODABLE, "%s: %s".formatted(envelope.detailType(), e.getMessage()));
    }
  }

  /// The same in several events of which each has a detail of at most [#DETAIL_BYTES_MAX] bytes; an
  /// element of an event's list that is larger travels alone.
  public static List<? extends Event> split(Event event) {
    return switch (event) {
      case Event.ActivityChanged(var tenant, var lane, var upload, var months) ->
          parts(
              months,
              EventWriter::month,
              some -> new Event.ActivityChanged(tenant, lane, upload, some));
      case Event.MemberChanged(var tenant, var lane, var upload, var members) ->
          parts(
              members,
              EventWriter::member,
              some -> new Event.MemberChanged(tenant, lane, upload, some));
      case Event.ProgressChanged(var tenant, var challenge, var lane, var scores) ->
          parts(
              scores,
              EventWriter::score,
              some -> new Event.ProgressChanged(tenant, challenge, lane, some));
      case Event.RewardChanged(var tenant, var lane, var ledgers) ->
          parts(ledgers, EventWriter::ledger, some -> new Event.RewardChanged(tenant, lane, some));
      case Event.ChallengeChanged _, Event.BoardPublished _, Event.UploadChanged _ ->
          List.of(event);
    };
  }

  private static <T> List<Event> parts(
      List<T> elements, Function<T, Writer> writer, Function<List<T>, Event> whole) {
    int frame = bytesOf(encode(whole.apply(List.of())));
    return Chunks.of(
            elements,
            Integer.MAX_VALUE,
            DETAIL_BYTES_MAX - frame,
            element -> bytesOf(Json.write(writer.apply(element))) + 1)
        .stream()
        .map(whole)
        .toList();
  }

  static int bytesOf(String text) {
    return text.getBytes(UTF_8).length;
  }
}
