package groundswell.local.queues;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/// A message of a queue as it is persisted.
///
/// @param sentMillis when it was sent
/// @param visibleMillis when it can be received, or received again
/// @param receives how often it was received
/// @param firstReceivedMillis 0 if it was not received yet
/// @param receipt the handle of its last receive
/// @param traceHeader the chain of invocations that it was sent in
/// @param deadLetterSource the queue that it was moved here from
public record KeptMessage(
    String queue,
    String id,
    String body,
    Map<String, Attribute> attributes,
    long sentMillis,
    long visibleMillis,
    int receives,
    long firstReceivedMillis,
    @Nullable String receipt,
    @Nullable String traceHeader,
    @Nullable String deadLetterSource) {

  /// @param type `String`, `Number` or `Binary`, perhaps with a custom label after a dot
  /// @param value bytes in base64
  public record Attribute(String type, String value) {}

  static KeptMessage of(String queue, InternalMessage message) {
    return new KeptMessage(
        queue,
        message.id(),
        message.content().value(),
        CollectionConverters.asJava(message.messageAttributes()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> attribute(entry.getValue()))),
        message.created().toInstant().toEpochMilli(),
        message.nextDelivery(),
        message.receiveCount(),
        message.firstReceive() instanceof OnDateTimeReceived received
            ? received.when().toInstant().toEpochMilli()
            : 0,
        orNull(message.deliveryReceipts().lastOption()),
        OptionConverters.toJava(message.tracingId()).map(TracingId::id).orElse(null),
        orNull(message.deadLetterSourceQueueName()));
  }

  private static @Nullable String orNull(Option<String> option) {
    return option.isEmpty() ? null : option.get();
  }

  private static Attribute attribute(MessageAttribute attribute) {
    var value =
        switch (attribute) {
          case StringMessageAttribute text -> text.stringValue();
          case NumberMessageAttribute number -> number.stringValue();
          case BinaryMessageAttribute bytes -> bytes.asBase64();
          default ->
              throw new IllegalArgumentException(
                  "a message attribute of type " + attribute.getDataType());
        };
    return new Attribute(attribute.getDataType(), value);
  }

  /// The message for a restarted queue. Its receiver ended with the process, so it can be received
  /// at once. A message that was never received keeps its delay.
  InternalMessage restored(Instant now) {
    var receipts = new ArrayList<String>();
    if (receipt != null) receipts.add(receipt);
    return new InternalMessage(
        id,
        CollectionConverters.asScala((List<String>) receipts),
        receives == 0 ? visibleMillis : now.toEpochMilli(),
        new MessageContent(body),
        scala.collection.immutable.Map.from(
            CollectionConverters.asScala(
                attributes.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> restored(entry.getValue()))))),
        Instant.ofEpochMilli(sentMillis).atOffset(ZoneOffset.UTC),
        0,
        firstReceived(),
        receives,
        false,
        Option.<String>empty(),
        Option.<DeduplicationId>empty(),
        Option.apply(traceHeader).map(TracingId::new),
        Option.<String>empty(),
        Option.apply(deadLetterSource));
  }

  private Received firstReceived() {
    return firstReceivedMillis == 0
        ? NeverReceived$.MODULE$
        : new OnDateTimeReceived(
            Instant.ofEpochMilli(firstReceivedMillis).atOffset(ZoneOffset.UTC));
  }

  private static MessageAttribute restored(Attribute attribute) {
    var point = attribute.type.indexOf('.');
    var primary = point < 0 ? attribute.type : attribute.type.substring(0, point);
    Option<String> own =
        point < 0 ? Option.empty() : Option.apply(attribute.type.substring(point + 1));
    return switch (primary) {
      case "Number" -> new NumberMessageAttribute(attribute.value, own);
      case "Binary" -> BinaryMessageAttribute.fromBase64(attribute.value, own);
      case String _ -> new StringMessageAttribute(attribute.value, own);
    };
  }
}
