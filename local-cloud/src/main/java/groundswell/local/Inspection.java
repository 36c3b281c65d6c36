package groundswell.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.local.http.LocalRoutes;
import groundswell.local.http.LocalRoutes.Page;
import groundswell.local.http.LocalRoutes.Request;
import groundswell.local.http.QueryString;
import groundswell.local.polling.MappingReport;
import groundswell.local.template.Topology.Topic;
import java.util.Map;

/// The HTTP view into a local cloud, for the command line.
final class Inspection {
  private final LocalCloud cloud;
  private final ObjectMapper json = new ObjectMapper();

  Inspection(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /// @param pages about the API
  LocalRoutes routes(Map<String, Page> pages) {
    return new LocalRoutes(
        Map.of(
            LocalRoutes.PREFIX + "state",
            _ -> state(),
            LocalRoutes.PREFIX + "inbox",
            _ -> inbox(),
            LocalRoutes.TOKEN,
            this::token),
        pages);
  }

  private JsonNode state() {
    var state = json.createObjectNode().put("quiet", cloud.isQuiet());
    state.set("queues", json.valueToTree(cloud.queues()));
    state.put("dropped", cloud.droppedDeliveries());
    var mappings = state.putArray("mappings");
    cloud.mappings().forEach(report -> mapping(mappings.addObject(), report));
    state.set("recursiveInvocationsDropped", json.valueToTree(cloud.recursiveInvocationsDropped()));
    state.set("capacity", json.valueToTree(cloud.capacity().usages()));
    return state;
  }

  private static void mapping(ObjectNode node, MappingReport report) {
    node.put("id", report.id())
        .put("functionLogicalId", report.functionLogicalId())
        .put("source", report.source())
        .put("kind", report.kind().name());
    report.cap().ifPresent(cap -> node.put("cap", cap));
    node.put("observedPeak", report.observedPeak())
        .put("invocations", report.invocations())
        .put("records", report.records())
        .put("failures", report.failures());
  }

  private JsonNode inbox() {
    var inbox = json.createObjectNode();
    var messages = inbox.putArray("messages");
    cloud.topology().topics().forEach(topic -> messages(messages, topic));
    return inbox;
  }

  private void messages(ArrayNode messages, Topic topic) {
    for (var message : cloud.inbox(topic.logicalId())) {
      messages.add(json.<ObjectNode>valueToTree(message).put("topic", topic.logicalId()));
    }
  }

  private JsonNode token(Request request) {
    var form = QueryString.joined(request.body());
    var token =
        cloud.tokenFor(
            form.getOrDefault("tenant", ""),
            form.getOrDefault("role", ""),
            form.getOrDefault("subject", ""));
    return json.createObjectNode().put("access_token", token).put("token_type", "Bearer");
  }
}
