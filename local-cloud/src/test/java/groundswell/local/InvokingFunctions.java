package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.calls.Killed;
import groundswell.local.template.Topology.Function;
import groundswell.platform.FunctionEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Functions are called as Lambda calls them: through JSON, one invocation at a time on each
/// instance.
class InvokingFunctions {
  private static final String NO_RECORDS = "{\"Records\":[]}";

  @Test
  void handsOverTheEventsOfTheHttpApi() throws Exception {
    var event =
        """
        {"version":"2.0","routeKey":"PUT /things/{id}","rawPath":"/things/7","isBase64Encoded":false,
         "pathParameters":{"id":"7"},"body":"hello",
         "requestContext":{"http":{"method":"PUT","path":"/things/7"},
           "authorizer":{"jwt":{"claims":{"sub":"ann"},"scopes":null}}}}
        """;
    Script<String, String> nothing = (_, _, _) -> "";

    try (var cloud = TestCloud.of(new TinyTemplate().function("api", EchoApi.class, nothing))) {
      var response = new ObjectMapper().readTree(invoke(cloud, "api", event));

      assertThat(response.path("statusCode").asInt()).isEqualTo(200);
      assertThat(response.path("headers").path("content-type").asText()).isEqualTo("text/plain");
      assertThat(response.path("body").asText())
          .isEqualTo("PUT /things/{id} PUT {id=7} hello by ann");
    }
  }

  @Test
  void handsOverPlainStreams() {
    Script<String, String> nothing = (_, _, _) -> "";

    try (var cloud = TestCloud.of(new TinyTemplate().function("loud", UpperCase.class, nothing))) {
      assertThat(invoke(cloud, "loud", "{\"a\":1}")).isEqualTo("{\"A\":1}");
    }
  }

  @Test
  void tellsTheFunctionWhoItIsAndHowLongItHas() {
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, context) -> {
          assertThat(context.getFunctionName()).isEqualTo("worker");
          assertThat(context.getInvokedFunctionArn()).endsWith(":function:worker");
          assertThat(context.getAwsRequestId()).matches("[0-9a-f-]{36}");
          assertThat(context.getRemainingTimeInMillis()).isBetween(1, 10_000);
          return success();
        };

    try (var cloud = cloud(function)) {
      assertThat(invoke(cloud, "worker", NO_RECORDS)).contains("\"batchItemFailures\":[]");
    }
  }

  @Test
  void reusesAnInstanceForTheNextInvocation() {
    Set<FunctionEnvironment> instances = identitySet();

    try (var cloud = cloud(noting(instances))) {
      invoke(cloud, "worker", NO_RECORDS);
      invoke(cloud, "worker", NO_RECORDS);
    }

    assertThat(instances).hasSize(1);
  }

  private static Script<SQSEvent, SQSBatchResponse> noting(Set<FunctionEnvironment> instances) {
    return (_, environment, _) -> {
      instances.add(environment);
      return success();
    };
  }

  private static <T> Set<T> identitySet() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  @Test
  void throwsAnInstanceAwayThatWasKilled() {
    Set<FunctionEnvironment> instances = identitySet();
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          instances.add(environment);
          throw new Killed("out of memory");
        };

    try (var cloud = cloud(function)) {
      for (var i = 0; i < 2; i++) {
        assertThatThrownBy(() -> invoke(cloud, "worker", NO_RECORDS))
            .hasMessage("worker failed: groundswell.local.calls.Killed: out of memory");
      }
    }

    assertThat(instances).hasSize(2);
  }

  /// Lambda ends the execution environment at the timeout, so what the handler does later has no
  /// effect (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>).
  @Test
  void endsAnInstanceAtItsTimeoutEvenIfItIgnoresItsInterrupt() throws Exception {
    var lateCall = new CompletableFuture<Throwable>();
    var timedOut = new CountDownLatch(1);
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          awaitIgnoringInterrupts(timedOut);
          try {
            environment.aws().sqs().listQueues();
          } catch (Throwable e) {
            lateCall.complete(e);
          }
          return success();
        };
    var template =
        new TinyTemplate()
            .function(
                "worker",
                QueueScript.class,
                function,
                TinyTemplate.timeout(Duration.ofMillis(100)));

    try (var cloud = TestCloud.of(template)) {
      assertThatThrownBy(() -> invoke(cloud, "worker", NO_RECORDS))
          .hasMessageContaining("timed out after PT0.1S");
      timedOut.countDown();
      assertThat(lateCall.get(20, TimeUnit.SECONDS)).isInstanceOf(Killed.class);
    }
  }

  private static void awaitIgnoringInterrupts(CountDownLatch latch) {
    Waiting.until(
        "the timeout",
        () -> {
          var interrupted = Thread.interrupted();
          return latch.getCount() == 0 && !interrupted;
        });
  }

  /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
  @Test
  void refusesPayloadsOverSixMegabytes() {
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> RecordingQueue.failing("x".repeat(6 * 1024 * 1024));

    try (var cloud = cloud(function)) {
      assertThatThrownBy(() -> invoke(cloud, "worker", "\"" + "x".repeat(6 * 1024 * 1024) + "\""))
          .hasMessageContaining("request of 6291458 bytes; at most 6291456");
      assertThatThrownBy(() -> invoke(cloud, "worker", NO_RECORDS))
          .hasMessageContaining("RequestEntityTooLargeException: response of ");
    }
  }

  @Test
  void refusesMoreInvocationsAtOnceThanAreReserved() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> {
          entered.countDown();
          leave.await();
          return success();
        };
    var template =
        new TinyTemplate()
            .function("worker", QueueScript.class, function, TinyTemplate.reservedConcurrency(1));

    try (var cloud = TestCloud.of(template)) {
      var first = CompletableFuture.supplyAsync(() -> invoke(cloud, "worker", NO_RECORDS));
      entered.await();
      assertThatThrownBy(() -> invoke(cloud, "worker", NO_RECORDS))
          .hasMessageContaining("worker: TooManyRequestsException");
      leave.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).contains("batchItemFailures");
    }
  }

  @Test
  void failsTheStartForAHandlerThatIsNotThere() {
    Script<SQSEvent, SQSBatchResponse> function = (_, _, _) -> success();
    var template =
        new TinyTemplate()
            .function(
                "worker",
                QueueScript.class,
                function,
                f ->
                    new Function(
                        f.logicalId(),
                        f.name(),
                        f.arn(),
                        "no.such.Handler",
                        f.environment(),
                        f.timeout(),
                        f.reservedConcurrency(),
                        f.recursiveLoopAllowed(),
                        f.asynchronousRetries()));

    assertThatThrownBy(() -> TestCloud.of(template))
        .hasMessage("worker: handler class no.such.Handler is not on the class path");
  }

  private static TestCloud cloud(Script<SQSEvent, SQSBatchResponse> function) {
    return TestCloud.of(new TinyTemplate().function("worker", QueueScript.class, function));
  }

  private static String invoke(TestCloud cloud, String function, String event) {
    var response = cloud.cloud().invoke(function, event.getBytes(StandardCharsets.UTF_8));
    return new String(response, StandardCharsets.UTF_8);
  }
}
