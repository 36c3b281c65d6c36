package groundswell.local.queues;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.http.TrustedCallers;
import groundswell.local.journal.Journal;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Queue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Programs find queues by the URL that SQS gives them, as the page "Amazon SQS queue and message
/// identifiers" of <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/>
/// says.
class CallingQueuesFromOutside {
  private static final String NAME = "work";

  @AutoClose private final Scheduler scheduler = new RealTimeScheduler();

  @AutoClose
  private final LocalQueues queues =
      LocalQueues.start(new TrustedCallers(), Journal.nothing(), scheduler);

  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  @AutoClose
  private final SqsClient client =
      SqsClient.builder()
          .endpointOverride(queues.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  @BeforeEach
  void createAQueue() {
    queues.create(
        List.of(
            new Queue(
                "Work",
                NAME,
                "arn:aws:sqs:us-east-1:000000000000:" + NAME,
                Duration.ofSeconds(30),
                Duration.ofDays(4),
                Duration.ZERO,
                Optional.empty())),
        Instant.now());
  }

  private HttpResponse<String> post(String url, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void givesAddressesThatCanBeCalled() throws Exception {
    var url = client.getQueueUrl(b -> b.queueName(NAME)).queueUrl();

    assertThat(client.listQueues().queueUrls()).containsExactly(url);
    assertThat(url).startsWith(queues.endpoint().toString()).isEqualTo(queues.url(NAME));
    var body = URLEncoder.encode("häl<lo", StandardCharsets.UTF_8);
    assertThat(post(url, "Action=SendMessage&MessageBody=" + body).statusCode()).isEqualTo(200);
    assertThat(client.receiveMessage(b -> b.queueUrl(url)).messages())
        .extracting(Message::body)
        .containsExactly("häl<lo");
  }

  @Test
  void keepsWebPagesOut() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(queues.url(NAME)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "https://attacker.example")
            .POST(BodyPublishers.ofString("Action=PurgeQueue"))
            .build();
    client.sendMessage(b -> b.queueUrl(queues.url(NAME)).messageBody("kept"));

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(queues.depth(queues.url(NAME)).visible()).isEqualTo(1);
  }
}
