package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Every call of a function's clients passes the interceptor and the capacity recorder.
class InterceptingCalls {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private final CallInterceptor watching =
      new CallInterceptor() {
        @Override
        public <T> T around(Call call, Callable<T> proceed) throws Exception {
          seen.add("%s %s.%s".formatted(call.caller(), call.service(), call.operation()));
          return proceed.call();
        }
      };

  @Test
  void seesEachCallOnceHoweverItIsMade() {
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          var dynamoDb = environment.aws().dynamoDb();
          dynamoDb.putItem(r -> r.tableName("items").item(item("1")));
          assertThat(dynamoDb.scanPaginator(r -> r.tableName("items")).items()).hasSize(1);
          environment.aws().sqs().listQueues();
          return success();
        };

    try (var cloud = TestCloud.of(template(function), watching)) {
      run(cloud);
    }

    assertThat(seen)
        .containsExactly(
            "worker dynamodb.PutItem", "worker dynamodb.Scan", "worker sqs.ListQueues");
  }

  @Test
  void canKillTheFunctionAfterTheCallTookEffect() {
    var calls = new AtomicInteger();
    var killing =
        new CallInterceptor() {
          @Override
          public <T> T around(Call call, Callable<T> proceed) throws Exception {
            var answer = proceed.call();
            if (calls.incrementAndGet() == 1) throw new Killed("after " + call.operation());
            return answer;
          }
        };
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          environment.aws().dynamoDb().putItem(r -> r.tableName("items").item(item("1")));
          return success();
        };
    var template = template(function).mapping(QueueMappings.from("work", "worker").build());

    try (var cloud = TestCloud.of(template, killing)) {
      cloud.send("work", "message");
      cloud.awaitQuiet();
      assertThat(cloud.report().invocations()).isEqualTo(2);
      assertThat(cloud.report().failures()).isEqualTo(1);
    }
  }

  /// Units:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>.
  @Test
  void addsUpTheCapacityThatCallsConsume() {
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          var dynamoDb = environment.aws().dynamoDb();
          dynamoDb.putItem(r -> r.tableName("items").item(item("x".repeat(1500))));
          dynamoDb.getItem(r -> r.tableName("items").key(key()).consistentRead(true));
          try {
            dynamoDb.putItem(
                r ->
                    r.tableName("items")
                        .item(item("y"))
                        .conditionExpression("attribute_not_exists(PK)"));
          } catch (ConditionalCheckFailedException expected) {
            return success();
          }
          return success();
        };

    try (var cloud = TestCloud.of(template(function))) {
      cloud.put("items", "other", "an inspection's write is not counted");
      run(cloud);

      var capacity = cloud.cloud().capacity();
      assertThat(capacity.writeUnits("items")).isEqualTo(2);
      assertThat(capacity.readUnits("items")).isEqualTo(1);
      assertThat(capacity.usages())
          .extracting(u -> "%s %d %d".formatted(u.operation(), u.calls(), u.refused()))
          .containsExactly("GetItem 1 0", "PutItem 1 1");
    }
  }

  private static TinyTemplate template(Script<SQSEvent, SQSBatchResponse> function) {
    return new TinyTemplate()
        .table("items")
        .queue("work", Duration.ofSeconds(1))
        .function("worker", QueueScript.class, function);
  }

  private static void run(TestCloud cloud) {
    cloud.cloud().invoke("worker", "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, AttributeValue> key() {
    return Map.of("PK", AttributeValue.fromS("key"), "SK", AttributeValue.fromS("item"));
  }

  private static Map<String, AttributeValue> item(String value) {
    return Map.of(
        "PK", AttributeValue.fromS("key"),
        "SK", AttributeValue.fromS("item"),
        "value", AttributeValue.fromS(value));
  }
}
