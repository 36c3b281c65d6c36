package groundswell.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.local.scheduling.Ids;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// EventBridge's PutEvents: each accepted entry becomes an event in its envelope, which goes to the
/// targets of every rule that matches it.
public final class LocalEventBridge implements EventBridgeClient {
  /// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html>
  public static final int ENTRIES_MAX = 10;

  /// All entries of one call together, as in the API reference. AWS has since announced 1 MB, so
  /// what fits here also fits there.
  public static final int CALL_BYTES_MAX = 256 * 1024;

  private static final int BYTES_OF_TIME = 14;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, LocalBus> buses;
  private final InstantSource clock;
  private final Ids ids;

  public LocalEventBridge(
      List<Bus> buses, List<Rule> rules, RuleDeliveries deliveries, InstantSource clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
    this.buses =
        buses.stream()
            .map(bus -> new LocalBus(bus, rulesOf(bus, rules), deliveries))
            .collect(Collectors.toMap(LocalBus::name, Function.identity()));
  }

  private static List<Rule> rulesOf(Bus bus, List<Rule> rules) {
    return rules.stream().filter(rule -> rule.busName().equals(bus.name())).toList();
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    var entries = request.entries();
    if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
      throw invalid("1 to %d entries per call, not %d".formatted(ENTRIES_MAX, entries.size()));
    }
    var bytes = entries.stream().mapToLong(LocalEventBridge::bytes).sum();
    if (bytes >= CALL_BYTES_MAX) {
      throw invalid(
          "Total size of the entries in the request is over the limit: %d of %d bytes"
              .formatted(bytes, CALL_BYTES_MAX));
    }
    var results = entries.stream().map(this::put).toList();
    var failed = (int) results.stream().filter(result -> result.errorCode() != null).count();
    return PutEventsResponse.builder().entries(results).failedEntryCount(failed).build();
  }

  /// As AWS counts: <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html>.
  private static long bytes(PutEventsRequestEntry entry) {
    var texts =
        Stream.concat(
            Stream.of(entry.source(), entry.detailType(), entry.detail()),
            entry.resources().stream());
    return (entry.time() == null ? 0 : BYTES_OF_TIME)
        + texts
            .filter(Objects::nonNull)
            .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();
  }

  private static EventBridgeException invalid(String message) {
    var details =
        AwsErrorDetails.builder()
            .serviceName("EventBridge")
            .errorCode("ValidationException")
            .errorMessage(message)
            .build();
    return (EventBridgeException)
        EventBridgeException.builder()
            .awsErrorDetails(details)
            .message(message)
            .statusCode(400)
            .build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (isBlank(entry.source())) return refused("InvalidArgument", "Source is required");
    if (isBlank(entry.detailType())) return refused("InvalidArgument", "DetailType is required");
    var detail = detail(entry.detail());
    if (detail.isEmpty()) return refused("MalformedDetail", "Detail is not a JSON object");
    var bus = buses.get(busName(entry.eventBusName()));
    if (bus == null) {
      return refused(
          "NotFoundException", "there is no event bus %s".formatted(entry.eventBusName()));
    }
    var id = ids.next();
    bus.publish(envelope(id, bus, entry, detail.get()));
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }

  private Optional<JsonNode> detail(@Nullable String text) {
    if (text == null) return Optional.empty();
    try {
      return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// A bus is named by its name or its ARN; none means the default bus.
  private static String busName(@Nullable String nameOrArn) {
    return nameOrArn == null ? "default" : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html>
  private ObjectNode envelope(
      String id, LocalBus bus, PutEventsRequestEntry entry, JsonNode detail) {
    Instant time = entry.time() == null ? clock.instant() : entry.time();
    var event = json.createObjectNode();
    event.put("version", "0").put("id", id).put("detail-type", entry.detailType());
    event.put("source", entry.source()).put("account", bus.account());
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", bus.region());
    entry.resources().forEach(event.putArray("resources")::add);
    event.set("detail", detail);
    return event;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    buses.clear();
  }
}
