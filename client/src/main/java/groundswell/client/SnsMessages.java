package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Checks messages that arrive from a topic of SNS at an HTTPS address, or in a queue without raw
/// delivery: whether SNS signed them, and whether they are of this topic
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html>).
public final class SnsMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  /// The fields that are signed, in this order; each message has some of them.
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

  private final String topicArn;
  private final URI certificates;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<URI, X509Certificate> known = new ConcurrentHashMap<>();

  /// @param topicArn whose messages are wanted
  /// @param certificates where SNS has its certificates:
  ///     `https://sns.{region}.amazonaws.com`. Anyone can sign a message and name a certificate, so
  ///     no other address may be asked.
  public SnsMessages(String topicArn, URI certificates) {
    this.topicArn = topicArn;
    this.certificates = certificates;
  }

  /// @param body of the request, or of the queue's message
  /// @throws SnsRefused if the message is not signed by SNS, or is of another topic
  public SnsMessage check(String body) throws SnsRefused, InterruptedException {
    var message = parse(body);
    if (!message.path("SignatureVersion").asText().equals("2"))
      throw new SnsRefused(
          "the message is not signed with SHA-256; set the topic's SignatureVersion to 2");
    if (!message.path("TopicArn").asText().equals(topicArn))
      throw new SnsRefused(
          "the message is of the topic %s, not of %s"
              .formatted(message.path("TopicArn").asText(), topicArn));
    if (!isSigned(message, certificate(message)))
      throw new SnsRefused("the signature does not fit the message; drop the message");
    return new SnsMessage(
        message.path("Type").asText(),
        message.path("MessageId").asText(),
        message.path("Message").asText(),
        message.path("Timestamp").asText(),
        message.path("SubscribeURL").asText());
  }

  private static JsonNode parse(String body) throws SnsRefused {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new SnsRefused("the message is not JSON: " + e.getOriginalMessage());
    }
  }

  private X509Certificate certificate(JsonNode message) throws SnsRefused, InterruptedException {
    var at = address(message.path("SigningCertURL").asText());
    var certificate = known.get(at);
    if (certificate == null) {
      certificate = read(at);
      known.put(at, certificate);
    }
    try {
      certificate.checkValidity();
      return certificate;
    } catch (GeneralSecurityException e) {
      throw new SnsRefused("the certificate %s is not valid: %s".formatted(at, e.getMessage()));
    }
  }

  private URI address(String text) throws SnsRefused {
    try {
      var at = URI.create(text);
      boolean isOfSns =
          certificates.getScheme().equals(at.getScheme())
              && certificates.getAuthority().equals(at.getAuthority())
              && at.getQuery() == null;
      if (isOfSns) return at;
    } catch (IllegalArgumentException _) {
      // refused below
    }
    throw new SnsRefused(
        "the certificate is at \"%s\", but those of SNS are at %s".formatted(text, certificates));
  }

  private X509Certificate read(URI at) throws SnsRefused, InterruptedException {
    try {
      var request = HttpRequest.newBuilder(at).timeout(TIMEOUT).build();
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK)
        throw new SnsRefused("%s answers %d".formatted(at, answer.statusCode()));
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(answer.body()));
    } catch (IOException | GeneralSecurityException e) {
      throw new SnsRefused("cannot read the certificate %s: %s".formatted(at, e.getMessage()));
    }
  }

  private static boolean isSigned(JsonNode message, X509Certificate certificate) throws SnsRefused {
    var text = new StringBuilder();
    for (var name : SIGNED) {
      if (message.has(name))
        text.append(name).append('\n').append(message.get(name).asText()).append('\n');
    }
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(certificate.getPublicKey());
      signature.update(text.toString().getBytes(UTF_8));
      return signature.verify(Base64.getDecoder().decode(message.path("Signature").asText()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SnsRefused("the signature cannot be read: " + e.getMessage());
    }
  }

  /// A message that SNS signed.
  ///
  /// @param type `Notification`, or `SubscriptionConfirmation`, which asks the endpoint to confirm
  ///     by a request to `subscribeUrl`
  /// @param text what was published
  /// @param subscribeUrl empty in a notification
  public record SnsMessage(
      String type, String id, String text, String timestamp, String subscribeUrl) {}

  /// A message that must not be believed.
  public static final class SnsRefused extends Exception {
    private static final long serialVersionUID = 1;

    SnsRefused(String message) {
      super(message);
    }
  }
}
