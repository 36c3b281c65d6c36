package groundswell.local.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.local.calls.Activity;
import groundswell.local.scheduling.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts envelopes to HTTP endpoints. What an endpoint does not accept is posted again, as often as
/// AWS does it by default, but without its long pauses
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>).
public final class HttpDeliveries {
  static final int ATTEMPTS_MAX = 50;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration FIRST_DELAY = Duration.ofMillis(20);
  private static final int DOUBLINGS_MAX = 6;
  private static final Logger LOG = LoggerFactory.getLogger(HttpDeliveries.class);

  private final Scheduler scheduler;
  private final Activity activity;

  /// Made when the first envelope is posted: few local clouds have HTTP endpoints.
  private static final class Http {
    static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  public HttpDeliveries(Scheduler scheduler, Activity activity) {
    this.scheduler = scheduler;
    this.activity = activity;
  }

  /// Accepts the envelope. It counts as in flight until the endpoint has it, or it is dropped.
  void post(URI endpoint, ObjectNode envelope) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("User-Agent", "Amazon Simple Notification Service Agent")
            .header("x-amz-sns-message-type", envelope.path("Type").asText())
            .header("x-amz-sns-message-id", envelope.path("MessageId").asText())
            .header("x-amz-sns-topic-arn", envelope.path("TopicArn").asText())
            .POST(BodyPublishers.ofString(envelope.toString()))
            .build();
    activity.begin();
    scheduler.start("topic-post", () -> attempt(request, 1));
  }

  private void attempt(HttpRequest request, int number) {
    if (isAccepted(request)) {
      activity.end();
    } else if (number == ATTEMPTS_MAX) {
      LOG.error("{} did not accept a message in {} attempts", request.uri(), ATTEMPTS_MAX);
      activity.end();
    } else {
      var delay = FIRST_DELAY.multipliedBy(1L << Math.min(number - 1, DOUBLINGS_MAX));
      scheduler.after(delay, "topic-post", () -> attempt(request, number + 1));
    }
  }

  private boolean isAccepted(HttpRequest request) {
    try {
      return Http.CLIENT.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
