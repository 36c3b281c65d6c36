package groundswell.local.bus;

import groundswell.local.queues.Deliveries;
import groundswell.local.queues.Delivery;
import groundswell.local.template.Topology.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Sends a matched event to every target of its rule: one message each, with the event as its body.
public final class RuleDeliveries {
  private final Deliveries deliveries;
  private final UnaryOperator<String> urlOfArn;

  public RuleDeliveries(Deliveries deliveries, UnaryOperator<String> urlOfArn) {
    this.deliveries = deliveries;
    this.urlOfArn = urlOfArn;
  }

  void deliver(Rule rule, String event) {
    for (var target : rule.targets()) {
      Optional<String> deadLetters = target.deadLetterQueueArn().map(urlOfArn);
      deliveries.send(
          new Delivery(
              rule.logicalId(), urlOfArn.apply(target.queueArn()), event, Map.of(), deadLetters));
    }
  }
}
