package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import groundswell.local.calls.Activity;
import groundswell.local.calls.Chain;
import groundswell.local.journal.Journal;
import groundswell.local.runtime.AsynchronousCalls;
import groundswell.local.runtime.LocalLambda;
import groundswell.local.runtime.Outcome;
import groundswell.local.template.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// "If the function returns an error, by default Lambda attempts to run it two more times, with a
/// one-minute wait between the first two attempts, and two minutes between the second and third
/// attempts": <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>.
class CallingAsynchronously {
  private static final int ACCEPTED = 202;
  private static final Outcome ANSWERED = new Outcome.Answered(SdkBytes.fromUtf8String("{}"));
  private static final Outcome FAILED = new Outcome.Failed("Runtime.Error", "no");
  private static final Outcome TIMED_OUT = new Outcome.TimedOut("timed out after PT10S");
  private static final Outcome THROTTLED = new Outcome.Throttled();

  private final AtomicInteger calls = new AtomicInteger();
  private final HurriedScheduler scheduler = new HurriedScheduler();
  private final Activity activity = new Activity();

  @Test
  void isAnsweredBeforeTheFunctionRunsAndQuietWhenItHasRun() {
    var leave = new CountDownLatch(1);
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> {
          leave.await();
          calls.incrementAndGet();
          return success();
        };

    try (var cloud =
        TestCloud.of(new TinyTemplate().function("worker", QueueScript.class, function))) {
      assertThat(call(cloud.cloud().aws().lambda()).statusCode()).isEqualTo(ACCEPTED);

      assertThat(calls).hasValue(0);
      assertThat(cloud.cloud().isQuiet()).isFalse();
      leave.countDown();
      cloud.awaitQuiet();
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void isMadeOnceIfTheTemplateWantsNoRetry() {
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> {
          calls.incrementAndGet();
          throw new IllegalStateException("no");
        };
    var template =
        new TinyTemplate()
            .function("worker", QueueScript.class, function, TinyTemplate.asynchronousRetries(0));

    try (var cloud = TestCloud.of(template)) {
      assertThat(call(cloud.cloud().aws().lambda()).functionError()).isNull();
      cloud.awaitQuiet();
    }

    assertThat(calls).hasValue(1);
  }

  @Test
  void isMadeThreeTimesWhenItFailsOrTimesOut() {
    call(2, FAILED, TIMED_OUT, FAILED, ANSWERED);

    assertThat(calls).hasValue(3);
    assertThat(scheduler.waits()).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void isMadeNoMoreWhenItWasAnswered() {
    call(2, FAILED, ANSWERED, FAILED);

    assertThat(calls).hasValue(2);
  }

  /// "For throttling errors (429) and system errors (500-series), Lambda returns the event to the
  /// queue and attempts to run the function again for up to 6 hours by default. The retry interval
  /// increases exponentially from 1 second after the first attempt to a maximum of 5 minutes."
  @Test
  void isMadeForSixHoursWhileItIsThrottled() {
    call(0, Stream.generate(() -> THROTTLED).iterator());

    assertThat(scheduler.waits())
        .startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))
        .endsWith(Duration.ofMinutes(5));
    assertThat(scheduler.waits().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(10));
  }

  @Test
  void isMadeByTheNextProcessIfThisOneEnds(@TempDir Path directory) {
    var begun = new CountDownLatch(1);
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> {
          if (calls.incrementAndGet() == 1) {
            begun.countDown();
            Waiting.untilInterrupted();
          }
          return success();
        };
    var template = new TinyTemplate().function("worker", QueueScript.class, function).build();
    try (var first = Kept.start(directory, template)) {
      call(first.aws().lambda());
      Waiting.until("the call", () -> begun.getCount() == 0);
    }

    try (var second = Kept.start(directory, template)) {
      second.awaitQuiet(Duration.ofSeconds(30));
    }
    try (var third = Kept.start(directory, template)) {
      third.awaitQuiet(Duration.ofSeconds(30));
    }

    assertThat(calls).hasValue(2);
  }

  private static InvokeResponse call(LambdaClient lambda) {
    return lambda.invoke(
        request ->
            request
                .functionName("worker")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"Records\":[]}")));
  }

  private void call(int retries, Outcome... outcomes) {
    call(retries, List.of(outcomes).iterator());
  }

  /// Calls a function with these outcomes, one after the other, until the call is done or given up.
  private void call(int retries, Iterator<Outcome> outcomes) {
    var functions = functions(retries);
    LocalLambda.Invoker invoker =
        (String _, byte[] _, Chain _) -> {
          calls.incrementAndGet();
          return outcomes.next();
        };
    var asynchronous =
        new AsynchronousCalls(functions, scheduler, activity, invoker, Journal.nothing());
    try (var lambda = new LocalLambda(functions, invoker, asynchronous)) {
      assertThat(call(lambda).statusCode()).isEqualTo(ACCEPTED);
      Waiting.until("its end", () -> activity.inFlight() == 0);
    } finally {
      scheduler.close();
    }
  }

  private static List<Topology.Function> functions(int retries) {
    Script<SQSEvent, SQSBatchResponse> function = (_, _, _) -> success();
    return new TinyTemplate()
        .function("worker", QueueScript.class, function, TinyTemplate.asynchronousRetries(retries))
        .build()
        .functions();
  }
}
