package groundswell.local;

import static groundswell.local.TinyTemplate.queueArn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.Subscription;

/// Subscriptions that are made at run time, and signed messages:
/// <https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html>.
class SubscribingToTopics {
  private static final String TOPIC = TinyTemplate.topicArn("topic");

  @AutoClose
  private final TestCloud cloud =
      TestCloud.of(new TinyTemplate().queue("all").queue("red-ones").topic("topic"));

  @AutoClose
  private final SnsClient sns =
      SnsClient.builder()
          .httpClient(UrlConnectionHttpClient.create())
          .endpointOverride(address())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .build();

  @Test
  void deliversToAQueueWhatItsFilterPolicyMatches() {
    subscribe("all", Map.of());
    subscribe("red-ones", Map.of("FilterPolicy", "{\"colour\":[\"red\"]}"));

    publish("one", "red");
    publish("two", "blue");
    Waiting.until("both", () -> cloud.depth("all").visible() == 2);
    Waiting.until("the red one", () -> cloud.depth("red-ones").visible() == 1);

    assertThat(cloud.receiveAll("red-ones").getFirst().body()).isEqualTo("one");
  }

  @Test
  void deliversNothingOnceASubscriptionHasEnded() {
    var all = subscribe("all", Map.of());
    subscribe("red-ones", Map.of());
    assertThat(listed()).extracting(Subscription::endpoint).contains(queueArn("all")).hasSize(2);

    sns.unsubscribe(request -> request.subscriptionArn(all));
    publish("one", "red");
    Waiting.until("one", () -> cloud.depth("red-ones").visible() == 1);

    assertThat(cloud.depth("all").total()).isZero();
    assertThat(listed()).hasSize(1);
  }

  /// <https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html>
  @Test
  void signsAMessageInItsEnvelope() throws Exception {
    subscribe("all", Map.of("RawMessageDelivery", "false"));

    publish("grüße\nan \"alle\"", "red");
    Waiting.until("one", () -> cloud.depth("all").visible() == 1);
    var envelope = new ObjectMapper().readTree(cloud.receiveAll("all").getFirst().body());

    assertThat(envelope.path("SignatureVersion").asText()).isEqualTo("2");
    assertThat(isSigned(envelope, "grüße\nan \"alle\"")).isTrue();
    assertThat(isSigned(envelope, "grüße")).isFalse();
  }

  @Test
  void refusesWhatIsNoSubscription() {
    assertThatThrownBy(() -> subscribe("email", "ann@acme.example"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("not to email");
    assertThatThrownBy(() -> subscribe("https", "http://127.0.0.1:1/"))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> subscribe("http", "http:///without-a-host"))
        .isInstanceOf(InvalidParameterException.class);
    assertThat(listed()).isEmpty();
    assertThatThrownBy(() -> subscribe("all", Map.of("FilterPolicy", "{\"colour\":7}")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("filter policy");
    assertThatThrownBy(
            () -> sns.confirmSubscription(request -> request.topicArn(TOPIC).token("none")))
        .isInstanceOf(InvalidParameterException.class);
  }

  private static boolean isSigned(JsonNode envelope, String message) throws Exception {
    var text =
        "Message\n%s\nMessageId\n%s\nTimestamp\n%s\nTopicArn\n%s\nType\nNotification\n"
            .formatted(
                message,
                envelope.path("MessageId").asText(),
                envelope.path("Timestamp").asText(),
                TOPIC);
    var request = HttpRequest.newBuilder(URI.create(envelope.path("SigningCertURL").asText()));
    var pem = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray()).body();
    var certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(certificate);
    signature.update(text.getBytes(UTF_8));
    return signature.verify(Base64.getDecoder().decode(envelope.path("Signature").asText()));
  }

  private String subscribe(String queue, Map<String, String> attributes) {
    var all = new HashMap<>(attributes);
    all.putIfAbsent("RawMessageDelivery", "true");
    return sns.subscribe(
            request ->
                request.topicArn(TOPIC).protocol("sqs").endpoint(queueArn(queue)).attributes(all))
        .subscriptionArn();
  }

  private void subscribe(String protocol, String endpoint) {
    sns.subscribe(request -> request.topicArn(TOPIC).protocol(protocol).endpoint(endpoint));
  }

  private List<Subscription> listed() {
    return sns.listSubscriptionsByTopic(request -> request.topicArn(TOPIC)).subscriptions();
  }

  private void publish(String message, String colour) {
    var value = MessageAttributeValue.builder().dataType("String").stringValue(colour).build();
    sns.publish(
        request ->
            request.topicArn(TOPIC).message(message).messageAttributes(Map.of("colour", value)));
  }

  private URI address() {
    return Objects.requireNonNull(cloud.cloud().serviceUrls().get("SNS"));
  }
}
