package groundswell.local.queues;

import groundswell.local.calls.Activity;
import groundswell.local.calls.ChainHeaders;
import groundswell.local.calls.Killed;
import groundswell.local.journal.Journal;
import groundswell.local.scheduling.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Delivers messages to queues in the background, at least once: a failed send is retried with
/// growing delays, and a message that can't be delivered goes to its dead-letter queue.
///
/// AWS retries a target for 24 hours and up to 185 times, and not at all after a client error other
/// than throttling:
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html>.
public final class Deliveries {
  public static final int ATTEMPTS_MAX = 185;
  static final int SENDERS_MAX = 8;
  private static final Duration FIRST_DELAY = Duration.ofMillis(20);
  private static final Duration DELAY_MAX = Duration.ofSeconds(2);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Scheduler scheduler;
  private final Activity activity;
  private final SqsClient sqs;
  private final Journal<KeptDelivery> journal;
  private final AtomicLong numbers = new AtomicLong();
  private final Queue<Attempt> due = new ConcurrentLinkedQueue<>();
  private final AtomicInteger senders = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /// @param key of the delivery in the journal
  private record Attempt(Delivery delivery, int number, String key) {}

  /// @param sqs the client that sends, with its interceptors
  public Deliveries(Scheduler scheduler, Activity activity, SqsClient sqs) {
    this(scheduler, activity, sqs, Journal.nothing());
  }

  /// @param journal where deliveries are written down until they are in their queues
  public Deliveries(
      Scheduler scheduler, Activity activity, SqsClient sqs, Journal<KeptDelivery> journal) {
    this.scheduler = scheduler;
    this.activity = activity;
    this.sqs = sqs;
    this.journal = journal;
  }

  /// Accepts the message. It counts as in flight until it is in its queue, or dropped.
  public void send(Delivery delivery) {
    var key = key(numbers.incrementAndGet());
    journal.put(key, KeptDelivery.of(delivery)).await();
    begin(delivery, key);
  }

  /// Resumes the deliveries that an earlier process had accepted.
  ///
  /// @param url of a queue, by its name
  public void restore(UnaryOperator<String> url) {
    journal
        .all()
        .forEach(
            (key, delivery) -> {
              numbers.accumulateAndGet(Long.parseLong(key), Math::max);
              begin(delivery.restored(url), key);
            });
  }

  /// Keys sort as their numbers do.
  private static String key(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }

  private void begin(Delivery delivery, String key) {
    activity.begin();
    enqueue(new Attempt(delivery, 1, key));
  }

  private void end(Attempt attempt) {
    journal.remove(attempt.key);
    activity.end();
  }

  /// How many messages are lost: neither their queue nor a dead-letter queue took them. AWS counts
  /// those of rules in `InvocationsFailedToBeSentToDlq`
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html>).
  public long dropped() {
    return dropped.get();
  }

  private void enqueue(Attempt attempt) {
    due.add(attempt);
    startSender();
  }

  private void startSender() {
    if (senders.incrementAndGet() <= SENDERS_MAX) scheduler.start("deliveries", this::sendAllDue);
    else senders.decrementAndGet();
  }

  private void sendAllDue() {
    for (var attempt = due.poll(); attempt != null; attempt = due.poll()) carryOut(attempt);
    senders.decrementAndGet();
    // a delivery that was added meanwhile may have relied on this sender
    if (!due.isEmpty()) startSender();
  }

  private void carryOut(Attempt attempt) {
    try {
      sendToQueue(attempt.delivery);
      end(attempt);
    } catch (RuntimeException | Killed e) {
      if (isFinal(e) || attempt.number == ATTEMPTS_MAX) giveUp(attempt, e);
      else retryLater(attempt);
    }
  }

  private void sendToQueue(Delivery delivery) {
    var values = new HashMap<String, MessageAttributeValue>();
    delivery
        .attributes()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    sqs.sendMessage(
        request ->
            request
                .queueUrl(delivery.queueUrl())
                .messageBody(delivery.body())
                .messageAttributes(values)
                .messageSystemAttributes(ChainHeaders.attributes(delivery.chain())));
  }

  private static boolean isFinal(Throwable failure) {
    return failure instanceof AwsServiceException service
        && service.statusCode() >= 400
        && service.statusCode() < 500
        && service.statusCode() != TOO_MANY_REQUESTS
        && !service.isThrottlingException();
  }

  private void retryLater(Attempt attempt) {
    var doublings = Math.min(attempt.number - 1, 16);
    var delay = FIRST_DELAY.multipliedBy(1L << doublings);
    scheduler.after(
        delay.compareTo(DELAY_MAX) < 0 ? delay : DELAY_MAX,
        "delivery-retry",
        () -> enqueue(new Attempt(attempt.delivery, attempt.number + 1, attempt.key)));
  }

  private void giveUp(Attempt attempt, Throwable failure) {
    var delivery = attempt.delivery;
    if (delivery.deadLetters().isEmpty()) {
      dropped.incrementAndGet();
      LOG.error("{} drops a message for {}", delivery.origin(), delivery.queueUrl(), failure);
      end(attempt);
      return;
    }
    var attributes = new HashMap<>(delivery.attributes());
    attributes.putAll(delivery.deadLetters().get().attributes());
    attributes.put("ERROR_CODE", errorCode(failure));
    attributes.put("ERROR_MESSAGE", String.valueOf(failure.getMessage()));
    attributes.put("RETRY_ATTEMPTS", Integer.toString(attempt.number - 1));
    var toDeadLetters =
        new Delivery(
            delivery.origin(),
            delivery.deadLetters().get().queueUrl(),
            delivery.body(),
            attributes,
            Optional.empty(),
            delivery.chain());
    enqueue(new Attempt(toDeadLetters, 1, attempt.key));
  }

  private static String errorCode(Throwable failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorCode();
    }
    return "SDK_CLIENT_ERROR";
  }
}
