package groundswell.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.json.JsonObject;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class PublishingToTheBus {
  private static final TenantId TENANT = new TenantId("acme");

  private final BusyBus bus = new BusyBus();
  private final EventBridgeBus publisher =
      new Wiring(TestEnvironment.of(TestClients.of(bus), Map.of("BUS", "main-bus"))).bus();

  @Test
  void putsEachEventUnderItsType() {
    publisher.publish(List.of(challengeChanged(1)));

    var entry = bus.taken.getFirst();
    assertThat(entry.eventBusName()).isEqualTo("main-bus");
    assertThat(entry.source()).isEqualTo("groundswell");
    assertThat(entry.detailType()).isEqualTo("ChallengeChanged");
    assertThat(bus.takenEvents()).containsExactly(challengeChanged(1));
  }

  @Test
  void putsMoreEventsThanOneCallTakes() {
    var events = IntStream.range(0, 25).mapToObj(PublishingToTheBus::challengeChanged).toList();

    publisher.publish(events);

    assertThat(bus.takenEvents()).containsExactlyElementsOf(events);
    assertThat(bus.calls).isEqualTo(3);
  }

  @Test
  void putsMoreBytesThanOneCallTakesAndSplitsAnEventThatIsTooLarge() {
    var months = IntStream.range(0, 1_500).mapToObj(PublishingToTheBus::aFullMonth).toList();
    var small = activity(months.subList(0, 10));

    publisher.publish(List.of(activity(months), small));

    assertThat(bus.taken).hasSizeGreaterThan(3);
    assertThat(bus.takenEvents().getLast()).isEqualTo(small);
    assertThat(
            bus.takenEvents().stream()
                .limit(bus.taken.size() - 1L)
                .flatMap(event -> ((ActivityChanged) event).elements().stream()))
        .containsExactlyElementsOf(months);
  }

  @Test
  void splitsByBytesOfTextNotByCharacters() {
    var months =
        IntStream.range(0, 1_000)
            .mapToObj(i -> monthOf("会".repeat(80) + i, Map.of(1, Quantity.of(i))))
            .toList();

    var parts = EventCodec.split(activity(months));

    assertThat(parts)
        .allMatch(part -> bytesOf(EventCodec.encode(part)) <= EventCodec.DETAIL_BYTES_MAX);
    assertThat(parts.stream().flatMap(part -> ((ActivityChanged) part).elements().stream()))
        .containsExactlyElementsOf(months);
  }

  @Test
  void putsAgainWhatTheBusRefused() {
    bus.refusesFirst = 12;
    var events = IntStream.range(0, 10).mapToObj(PublishingToTheBus::challengeChanged).toList();

    publisher.publish(events);

    assertThat(bus.takenEvents()).containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void saysWhichEventsTheBusKeptRefusing() {
    bus.refuses = entry -> entry.detail().contains("\"version\":7}");
    var events = IntStream.range(0, 25).mapToObj(PublishingToTheBus::challengeChanged).toList();

    assertThatThrownBy(() -> publisher.publish(events))
        .isInstanceOfSatisfying(
            EventsRefused.class,
            refused -> assertThat(refused.events()).containsExactly(challengeChanged(7)))
        .hasMessageContaining("ThrottlingException");
    assertThat(bus.taken).hasSize(24);
  }

  @Test
  void goesOnWithTheNextCallWhenOneFails() {
    bus.failsCalls = 1;
    var events = IntStream.range(0, 12).mapToObj(PublishingToTheBus::challengeChanged).toList();

    assertThatThrownBy(() -> publisher.publish(events))
        .isInstanceOfSatisfying(
            EventsRefused.class,
            refused ->
                assertThat(refused.events()).containsExactlyElementsOf(events.subList(0, 10)))
        .hasRootCauseInstanceOf(EventBridgeException.class);
    assertThat(bus.takenEvents()).containsExactlyElementsOf(events.subList(10, 12));
  }

  private static Event challengeChanged(int version) {
    return new Event.ChallengeChanged(TENANT, new ChallengeId("spring"), version);
  }

  private static ActivityChanged activity(List<MonthValues> months) {
    return new ActivityChanged(TENANT, Lane.BULK, Optional.empty(), months);
  }

  private static MonthValues aFullMonth(int index) {
    return monthOf(
        "member-" + index,
        IntStream.rangeClosed(1, 31)
            .boxed()
            .collect(Collectors.toMap(day -> day, day -> new Quantity(8_000_001L + day))));
  }

  private static MonthValues monthOf(String member, Map<Integer, Quantity> days) {
    return new MonthValues(
        new MemberId(member),
        new MetricId("steps"),
        YearMonth.of(2026, 3),
        1_774_008_000_123L,
        new TreeMap<>(days));
  }

  private static int bytesOf(String text) {
    return text.getBytes(UTF_8).length;
  }

  /// A bus that checks EventBridge's limits and refuses what the test wants.
  private static final class BusyBus implements EventBridgeClient {
    private final List<PutEventsRequestEntry> taken = new ArrayList<>();
    private Predicate<PutEventsRequestEntry> refuses = _ -> false;
    private int refusesFirst;
    private int failsCalls;
    private int calls;

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      calls++;
      assertThat(request.entries()).hasSizeBetween(1, 10);
      assertThat(
              request.entries().stream()
                  .mapToInt(
                      e -> bytesOf(e.detail()) + e.detailType().length() + e.source().length())
                  .sum())
          .isLessThanOrEqualTo(256_000);
      if (failsCalls-- > 0) throw EventBridgeException.builder().message("down").build();
      return PutEventsResponse.builder()
          .entries(request.entries().stream().map(this::resultOf).toList())
          .build();
    }

    List<Event> takenEvents() {
      return taken.stream()
          .map(
              entry ->
                  EventCodec.decode(
                      new Envelope(entry.detailType(), JsonObject.parse(entry.detail())),
                      Instant.ofEpochMilli(Long.MAX_VALUE)))
          .toList();
    }

    private PutEventsResultEntry resultOf(PutEventsRequestEntry entry) {
      if (refusesFirst-- > 0 || refuses.test(entry)) {
        return PutEventsResultEntry.builder()
            .errorCode("ThrottlingException")
            .errorMessage("too fast")
            .build();
      }
      taken.add(entry);
      return PutEventsResultEntry.builder().eventId("event-" + taken.size()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
