package groundswell.local.bus;

import groundswell.local.queues.Deliveries;
import groundswell.local.queues.Delivery;
import groundswell.local.queues.Delivery.DeadLetters;
import groundswell.local.template.Topology.Rule;
import java.util.Map;
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
      var deadLetters =
          target.deadLetterQueueArn().map(arn -> deadLetters(arn, target.queueArn(), rule));
      deliveries.send(
          new Delivery(
              rule.logicalId(), urlOfArn.apply(target.queueArn()), event, Map.of(), deadLetters));
    }
  }

  /// What EventBridge adds to an event that it could not deliver
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html>).
  private DeadLetters deadLetters(String arn, String targetArn, Rule rule) {
    return new DeadLetters(
        urlOfArn.apply(arn), Map.of("RULE_ARN", rule.logicalId(), "TARGET_ARN", targetArn));
  }
}
