package groundswell.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import groundswell.client.SnsMessages;
import groundswell.client.SnsMessages.SnsMessage;
import groundswell.client.SnsMessages.SnsRefused;
import groundswell.integration.stack.OneJvm;
import groundswell.local.LocalCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// The example of `docs/inbox.md`: an HTTP endpoint of a client that subscribes to the ends of its
/// uploads, and believes only what SNS signed.
class CheckingWhatSnsSends {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger failures = new AtomicInteger();
  private HttpServer endpoint;
  private LocalCloud cloud;
  private String topic;
  private SnsMessages messages;

  @BeforeEach
  void aSubscribedEndpoint(@TempDir Path directory) throws Exception {
    cloud = LocalCloud.start(OneJvm.options(directory));
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean fails = failures.getAndUpdate(left -> Math.max(left - 1, 0)) > 0;
          if (!fails) bodies.add(body);
          exchange.sendResponseHeaders(fails ? UNAVAILABLE : OK, -1);
          exchange.close();
        });
    endpoint.start();
    topic = Objects.requireNonNull(cloud.topology().outputs().get("UploadTopicArn"));
    messages = new SnsMessages(topic, Objects.requireNonNull(cloud.serviceUrls().get("SNS")));
    cloud
        .aws()
        .sns()
        .subscribe(
            request ->
                request
                    .topicArn(topic)
                    .protocol("http")
                    .endpoint("http://127.0.0.1:%d/ends".formatted(endpoint.getAddress().getPort()))
                    .attributes(Map.of("FilterPolicy", "{\"tenant\":[\"acme\"]}")));
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
    cloud.close();
  }

  @Test
  void believesASignedMessageAfterItConfirmed() throws Exception {
    publish("acme", "before");
    confirm();
    failures.set(2);
    publish("acme", "hello");
    publish("other", "not for us");

    assertThat(next()).returns("Notification", SnsMessage::type).returns("hello", SnsMessage::text);
    assertThat(bodies).isEmpty();
  }

  @Test
  void believesNothingThatWasChanged() throws Exception {
    confirm();
    publish("acme", "hello");
    var body = bodies.poll(10, TimeUnit.SECONDS);

    assertThat(messages.check(body).text()).isEqualTo("hello");
    assertRefused(body.replace("hello", "hallo"), "the signature does not fit");
    assertRefused(body.replaceFirst("\"Timestamp\":\"2", "\"Timestamp\":\"3"), "does not fit");
    assertRefused(
        body.replace("\"SignatureVersion\":\"2\"", "\"SignatureVersion\":\"1\""), "SHA-256");
    assertRefused(body.replace(topic, topic + "-of-somebody-else"), "is of the topic");
    assertRefused(body.replace("http://127.0.0.1", "http://127.0.0.2"), "those of SNS are at");
    assertRefused(body.replace(".pem\"", ".pem?again\""), "those of SNS are at");
    assertRefused("hello", "not JSON");
  }

  private void assertRefused(String body, String reason) {
    assertThatThrownBy(() -> messages.check(body))
        .isInstanceOf(SnsRefused.class)
        .hasMessageContaining(reason);
  }

  private void confirm() throws Exception {
    var asked = next();
    assertThat(asked.type()).isEqualTo("SubscriptionConfirmation");
    var visit = HttpRequest.newBuilder(URI.create(asked.subscribeUrl())).build();
    assertThat(http.send(visit, BodyHandlers.ofString()).body()).contains("<SubscriptionArn>");
  }

  private SnsMessage next() throws InterruptedException, SnsRefused {
    return messages.check(Objects.requireNonNull(bodies.poll(10, TimeUnit.SECONDS)));
  }

  private void publish(String tenant, String text) throws IOException {
    var value = MessageAttributeValue.builder().dataType("String").stringValue(tenant).build();
    cloud
        .aws()
        .sns()
        .publish(
            request ->
                request.topicArn(topic).message(text).messageAttributes(Map.of("tenant", value)));
  }
}
