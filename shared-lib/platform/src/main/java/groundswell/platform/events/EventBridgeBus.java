package groundswell.platform.events;

import groundswell.domain.events.Bus;
import groundswell.domain.events.Event;
import groundswell.platform.Chunks;
import groundswell.platform.PartialRetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// The bus on EventBridge.
public final class EventBridgeBus implements Bus {
  /// The most entries of one PutEvents
  /// (<https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html>).
  static final int CALL_ENTRIES_MAX = 10;

  /// The most bytes of all entries of one PutEvents that every Region accepts
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html>).
  static final int CALL_BYTES_MAX = 256_000;

  private final Supplier<EventBridgeClient> eventBridge;
  private final String bus;
  private final PartialRetry retry;

  public EventBridgeBus(Supplier<EventBridgeClient> eventBridge, String bus, PartialRetry retry) {
    this.eventBridge = eventBridge;
    this.bus = bus;
    this.retry = retry;
  }

  /// @throws EventsRefused if the bus refuses some at every attempt; all others are published
  @Override
  public void publish(Collection<? extends Event> events) {
    var failed = new ArrayList<Event>();
    var failure = new Failure();
    var entries = events.stream().flatMap(this::entriesOf).toList();
    for (var call : Chunks.of(entries, CALL_ENTRIES_MAX, CALL_BYTES_MAX, Entry::bytes)) {
      try {
        retry.untilAccepted(call, some -> put(some, failure)).forEach(e -> failed.add(e.event()));
      } catch (SdkException e) {
        failure.note(String.valueOf(e.getMessage()), e);
        call.forEach(entry -> failed.add(entry.event()));
      }
    }
    if (!failed.isEmpty()) throw new EventsRefused(failed, failure.reason, failure.cause);
  }

  /// Sends an empty entry, which the bus refuses, so that the client is warm.
  public void warmUp() {
    eventBridge
        .get()
        .putEvents(
            request -> request.entries(PutEventsRequestEntry.builder().eventBusName(bus).build()));
  }

  private Stream<Entry> entriesOf(Event event) {
    var whole = entry(event);
    return whole.bytes() <= EventCodec.DETAIL_BYTES_MAX
        ? Stream.of(whole)
        : EventCodec.split(event).stream().map(this::entry);
  }

  private Entry entry(Event event) {
    var detail = EventCodec.encode(event);
    var type = EventCodec.detailType(event);
    var request =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(Envelope.SOURCE)
            .detailType(type)
            .detail(detail)
            .build();
    int bytes = EventCodec.bytesOf(detail) + type.length() + Envelope.SOURCE.length();
    return new Entry(event, request, bytes);
  }

  private List<Entry> put(List<Entry> entries, Failure failure) {
    var requests = entries.stream().map(Entry::request).toList();
    var results = eventBridge.get().putEvents(request -> request.entries(requests)).entries();
    results.stream()
        .filter(EventBridgeBus::refused)
        .forEach(result -> failure.note(result.errorCode() + " " + result.errorMessage(), null));
    return IntStream.range(0, entries.size())
        .filter(index -> refused(results.get(index)))
        .mapToObj(entries::get)
        .toList();
  }

  private static boolean refused(PutEventsResultEntry result) {
    return result.errorCode() != null;
  }

  private record Entry(Event event, PutEventsRequestEntry request, int bytes) {}

  /// The reason of the last refusal.
  private static final class Failure {
    private String reason = "";
    private @Nullable Throwable cause;

    void note(String nextReason, @Nullable Throwable nextCause) {
      reason = nextReason;
      cause = nextCause;
    }
  }
}
