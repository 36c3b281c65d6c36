package groundswell.platform.testing;

import groundswell.domain.events.Event;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// A bus that keeps the events it is given, except those that a test makes it refuse.
public final class TestBus implements EventBridgeClient {
  public static final String NAME = "bus";

  /// Later than the versions of any test.
  private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final List<Event> events = new ArrayList<>();
  private Predicate<Event> refuses = _ -> false;

  /// The accepted events, in order.
  public List<Event> events() {
    return List.copyOf(events);
  }

  /// From now on, refuses the events that match.
  public void refuse(Predicate<Event> some) {
    refuses = some;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    var results = request.entries().stream().map(this::put).toList();
    return PutEventsResponse.builder().entries(results).build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    var event =
        EventCodec.decode(
            new Envelope(entry.detailType(), JsonObject.parse(entry.detail())), ANY_TIME);
    if (refuses.test(event)) {
      return PutEventsResultEntry.builder()
          .errorCode("InternalFailure")
          .errorMessage("refused by the test")
          .build();
    }
    events.add(event);
    return PutEventsResultEntry.builder().eventId("event-" + events.size()).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
