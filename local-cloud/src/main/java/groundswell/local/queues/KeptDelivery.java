package groundswell.local.queues;

import groundswell.local.calls.Chain;
import groundswell.local.queues.Delivery.DeadLetters;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A delivery as it is persisted: with the names of queues, because their URLs change with each
/// start.
///
/// @param deadLetterQueue where it goes when the queue refuses it for good, if anywhere
/// @param deadLetterAttributes that the message gets there in addition
/// @param traceHeader the chain of invocations that led to it
public record KeptDelivery(
    String origin,
    String queue,
    String body,
    Map<String, String> attributes,
    @Nullable String deadLetterQueue,
    Map<String, String> deadLetterAttributes,
    @Nullable String traceHeader) {

  static KeptDelivery of(Delivery delivery) {
    var deadLetters = delivery.deadLetters();
    return new KeptDelivery(
        delivery.origin(),
        name(delivery.queueUrl()),
        delivery.body(),
        delivery.attributes(),
        deadLetters.map(there -> name(there.queueUrl())).orElse(null),
        deadLetters.map(DeadLetters::attributes).orElse(Map.of()),
        delivery.chain().header().orElse(null));
  }

  private static String name(String queueUrl) {
    return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  /// @param url of a queue, by its name
  Delivery restored(UnaryOperator<String> url) {
    return new Delivery(
        origin,
        url.apply(queue),
        body,
        attributes,
        Optional.ofNullable(deadLetterQueue)
            .map(name -> new DeadLetters(url.apply(name), deadLetterAttributes)),
        Chain.of(Optional.ofNullable(traceHeader)));
  }
}
