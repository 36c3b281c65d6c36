package groundswell.local.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// The envelopes in which SNS delivers messages, signed as by signature version 2
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html>). The key is
/// made when it is first needed, so that a certificate is valid for one process only.
final class Envelopes {
  /// The path of the certificate. Its name has the form of AWS's.
  static final String CERTIFICATE = "/SimpleNotificationService-local.pem";

  /// The fields that are signed, in this order; each envelope has some of them.
  private static final List<String> SIGNED =
      List.of(
          "Message",
          "MessageId",
          "Subject",
          "SubscribeURL",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type");

  private final InstantSource clock;
  private @Nullable SigningKey key;
  private volatile @Nullable URI address;

  Envelopes(InstantSource clock) {
    this.clock = clock;
  }

  /// @param at where the certificate can be read
  void servedAt(URI at) {
    address = at;
  }

  String certificate() {
    return key().certificate();
  }

  ObjectNode notification(
      String topicArn, String id, String message, Map<String, MessageAttributeValue> attributes) {
    var envelope = envelope("Notification", topicArn, id, message);
    sign(envelope);
    var values = envelope.putObject("MessageAttributes");
    attributes.forEach(
        (name, value) ->
            values.putObject(name).put("Type", value.dataType()).put("Value", value.stringValue()));
    return envelope;
  }

  /// Asks an HTTP endpoint whether it wants the messages of a topic. It answers by a request to
  /// `SubscribeURL` (<https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html>).
  ObjectNode confirmation(String topicArn, String id, String token) {
    var envelope =
        envelope(
            "SubscriptionConfirmation",
            topicArn,
            id,
            "You have chosen to subscribe to the topic %s.\nTo confirm the subscription, visit the SubscribeURL included in this message."
                .formatted(topicArn));
    envelope.put("Token", token);
    envelope.put(
        "SubscribeURL",
        "%s/?Action=ConfirmSubscription&TopicArn=%s&Token=%s"
            .formatted(
                Objects.requireNonNull(address),
                URLEncoder.encode(topicArn, StandardCharsets.UTF_8),
                token));
    sign(envelope);
    return envelope;
  }

  private ObjectNode envelope(String type, String topicArn, String id, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", type)
        .put("MessageId", id)
        .put("TopicArn", topicArn)
        .put("Message", message)
        .put("Timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private void sign(ObjectNode envelope) {
    var text = new StringBuilder();
    for (var name : SIGNED) {
      if (envelope.has(name))
        text.append(name).append('\n').append(envelope.get(name).asText()).append('\n');
    }
    envelope.put("SignatureVersion", "2").put("Signature", key().sign(text.toString()));
    var at = address;
    if (at != null) envelope.put("SigningCertURL", at + CERTIFICATE);
  }

  private synchronized SigningKey key() {
    if (key == null) key = SigningKey.make(clock.instant());
    return key;
  }
}
