package groundswell.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// EventBridge for programs outside this process, in AWS's JSON protocol: events can be put, and
/// buses, rules and targets looked at. See
/// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
public final class EventBridgeFront implements HttpHandler {
  private static final String TARGET = "X-Amz-Target";
  private static final String SERVICE = "AWSEvents.";

  /// Above PutEvents' own limit, so that PutEvents reports what is too large.
  private static final int REQUEST_BYTES_MAX = 4 << 20;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Topology topology;
  private final EventBridgeClient bus;
  private final ObjectMapper json = new ObjectMapper();

  /// @param bus takes the events
  public EventBridgeFront(Topology topology, EventBridgeClient bus) {
    this.topology = topology;
    this.bus = bus;
  }

  /// A request for something that does not exist, or that the local cloud does not support.
  private static final class Refused extends Exception {
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
    var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst(TARGET)).orElse("");
    try {
      var request = json.readTree(body);
      if (request == null || !request.isObject()) {
        throw new Refused("SerializationException", "the request is not a JSON object");
      }
      send(exchange, OK, answer(target, request));
    } catch (Refused e) {
      send(exchange, BAD_REQUEST, error(e.code, e.getMessage()));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      send(exchange, BAD_REQUEST, error("SerializationException", e.getOriginalMessage()));
    } catch (AwsServiceException e) {
      send(
          exchange,
          e.statusCode(),
          error(e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage()));
    }
  }

  private JsonNode answer(String target, JsonNode request) throws Refused {
    var operation = target.startsWith(SERVICE) ? target.substring(SERVICE.length()) : target;
    return switch (operation) {
      case "PutEvents" -> putEvents(request);
      case "ListEventBuses" -> listed("EventBuses", topology.buses(), this::bus);
      case "DescribeEventBus" -> bus(busNamed(text(request, "Name")));
      case "ListRules" -> listRules(request);
      case "DescribeRule" -> rule(ruleNamed(request, "Name"));
      case "ListTargetsByRule" -> listTargets(ruleNamed(request, "Rule"));
      case String _ ->
          throw new Refused(
              "UnknownOperationException",
              "the local cloud does not serve \"%s\"; it puts events, and lists buses, rules and"
                      .formatted(operation)
                  + " targets, which come from the template");
    };
  }

  private JsonNode putEvents(JsonNode request) {
    var entries =
        StreamSupport.stream(request.path("Entries").spliterator(), false)
            .map(EventBridgeFront::entry)
            .toList();
    PutEventsResponse response = bus.putEvents(put -> put.entries(entries));
    var answer = json.createObjectNode().put("FailedEntryCount", response.failedEntryCount());
    var results = answer.putArray("Entries");
    for (var result : response.entries()) {
      var node = results.addObject();
      putIfThere(node, "EventId", result.eventId());
      putIfThere(node, "ErrorCode", result.errorCode());
      putIfThere(node, "ErrorMessage", result.errorMessage());
    }
    return answer;
  }

  private static PutEventsRequestEntry entry(JsonNode node) {
    var resources =
        StreamSupport.stream(node.path("Resources").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    var entry = PutEventsRequestEntry.builder().resources(resources);
    optional(node, "EventBusName").ifPresent(entry::eventBusName);
    optional(node, "Source").ifPresent(entry::source);
    optional(node, "DetailType").ifPresent(entry::detailType);
    optional(node, "Detail").ifPresent(entry::detail);
    if (node.path("Time").isNumber()) entry.time(instant(node.path("Time").decimalValue()));
    return entry.build();
  }

  /// The protocol sends times as seconds with a fraction.
  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private JsonNode listRules(JsonNode request) throws Refused {
    var name = busNamed(text(request, "EventBusName")).name();
    var prefix = text(request, "NamePrefix");
    var rules =
        topology.rules().stream()
            .filter(rule -> rule.busName().equals(name))
            .filter(rule -> rule.logicalId().startsWith(prefix))
            .toList();
    return listed("Rules", rules, this::rule);
  }

  private JsonNode listTargets(Rule rule) {
    return listed(
        "Targets",
        rule.targets(),
        target -> {
          var node = json.createObjectNode().put("Id", target.id()).put("Arn", target.queueArn());
          target
              .deadLetterQueueArn()
              .ifPresent(arn -> node.putObject("DeadLetterConfig").put("Arn", arn));
          return node;
        });
  }

  private <T> ObjectNode listed(
      String name, List<T> all, java.util.function.Function<T, ObjectNode> node) {
    var answer = json.createObjectNode();
    var array = answer.putArray(name);
    all.forEach(each -> array.add(node.apply(each)));
    return answer;
  }

  private ObjectNode bus(Bus found) {
    return json.createObjectNode().put("Name", found.name()).put("Arn", found.arn());
  }

  /// A rule's name is its logical id, as in dead letters.
  private ObjectNode rule(Rule rule) {
    return json.createObjectNode()
        .put("Name", rule.logicalId())
        .put("EventBusName", rule.busName())
        .put("EventPattern", rule.patternJson())
        .put("State", "ENABLED");
  }

  private Bus busNamed(String nameOrArn) throws Refused {
    var name = nameOrArn.isEmpty() ? "default" : nameOrArn;
    for (var found : topology.buses()) {
      if (found.name().equals(name) || found.arn().equals(name)) return found;
    }
    throw new Refused("ResourceNotFoundException", "Event bus %s does not exist.".formatted(name));
  }

  private Rule ruleNamed(JsonNode request, String field) throws Refused {
    var name = text(request, field);
    for (var rule : topology.rules()) {
      if (rule.logicalId().equals(name)) return rule;
    }
    throw new Refused("ResourceNotFoundException", "Rule %s does not exist.".formatted(name));
  }

  private static String text(JsonNode node, String field) {
    return optional(node, field).orElse("");
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
  }

  private static void putIfThere(ObjectNode node, String field, @Nullable String value) {
    if (value != null) node.put(field, value);
  }

  private JsonNode error(String code, @Nullable String message) {
    return json.createObjectNode().put("__type", code).put("message", String.valueOf(message));
  }

  private void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    var bytes = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
