package groundswell.local.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.Rule;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;

/// One bus and its rules.
final class LocalBus {
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Bus bus;
  private final GenericMachine<Rule> patterns = GenericMachine.<Rule>builder().build();
  private final RuleDeliveries deliveries;

  LocalBus(Bus bus, List<Rule> rules, RuleDeliveries deliveries) {
    this.bus = bus;
    this.deliveries = deliveries;
    for (var rule : rules) {
      try {
        patterns.addRule(rule, rule.patternJson());
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "%s: event pattern %s: %s"
                .formatted(rule.logicalId(), rule.patternJson(), e.getMessage()),
            e);
      }
    }
  }

  String name() {
    return bus.name();
  }

  String region() {
    return bus.arn().split(":", -1)[3];
  }

  String account() {
    return bus.arn().split(":", -1)[4];
  }

  /// Escapes all but ASCII: SQS refuses some characters that JSON may hold.
  private static String text(JsonNode event) {
    try {
      return ASCII.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void publish(JsonNode event) {
    var text = text(event);
    for (var rule : patterns.rulesForJSONEvent(event)) deliveries.deliver(rule, text);
  }
}
