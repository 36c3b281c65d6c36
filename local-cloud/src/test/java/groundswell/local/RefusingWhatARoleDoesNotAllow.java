package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import groundswell.local.template.Roles;
import groundswell.local.template.Statement;
import groundswell.local.template.Statement.Condition;
import groundswell.local.template.Statement.Effect;
import groundswell.local.template.Statement.Operator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Each call of a function is checked against its role:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.
class RefusingWhatARoleDoesNotAllow {
  private static final String ITEMS = "arn:aws:dynamodb:us-east-1:000000000000:table/items";
  private static final Statement LAMBDA = allow(List.of("logs:*", "xray:*", "sqs:*"), List.of("*"));

  @Test
  void refusesACallThatNoStatementAllows() {
    var refusal = refusalOf(List.of(allow("dynamodb:GetItem", ITEMS)), this::put);

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:sts::000000000000:assumed-role/worker is not authorized to perform: dynamodb:PutItem on resource: %s because no identity-based policy allows the dynamodb:PutItem action"
                .formatted(ITEMS));
  }

  @Test
  void letsACallThroughThatAStatementAllows() {
    assertThat(callWith(List.of(allow("dynamodb:Put*", ITEMS)), this::put)).isNull();
  }

  @Test
  void letsADenyWin() {
    var deny =
        new Statement("t:2", Effect.DENY, List.of("dynamodb:PutItem"), List.of("*"), List.of());

    assertThat(callWith(List.of(allow("dynamodb:*", "*"), deny), this::put)).isNotNull();
  }

  @Test
  void judgesThePartitionKeysOfACall() {
    var own =
        new Statement(
            "t:1",
            Effect.ALLOW,
            List.of("dynamodb:PutItem"),
            List.of(ITEMS),
            List.of(
                new Condition(
                    Operator.ALL_STRING_LIKE, "dynamodb:LeadingKeys", List.of("MINE#*"))));

    assertThat(callWith(List.of(own), client -> put(client, "MINE#1"))).isNull();
    assertThat(callWith(List.of(own), client -> put(client, "AUDIT#1"))).isNotNull();
  }

  @Test
  void needsTheRightOfEveryActionInATransaction() {
    var refusal =
        refusalOf(
            List.of(allow("dynamodb:PutItem", ITEMS)),
            client ->
                client.transactWriteItems(
                    r ->
                        r.transactItems(
                            TransactWriteItem.builder()
                                .put(put -> put.tableName("items").item(key("1")))
                                .build(),
                            TransactWriteItem.builder()
                                .delete(delete -> delete.tableName("items").key(key("2")))
                                .build())));

    assertThat(refusal.getMessage()).contains("dynamodb:DeleteItem");
  }

  @Test
  void needsTheKeyOfAnEncryptedTable() {
    var statements = List.of(allow("dynamodb:PutItem", ITEMS));
    var key = "arn:aws:kms:us-east-1:000000000000:key/Key";

    assertThat(callWith(statements, Map.of(ITEMS, key), this::put))
        .hasMessageContaining("kms:Decrypt on resource: " + key);
  }

  @Test
  void doesNotStartAFunctionWhoseQueueItMayNotRead() {
    var template =
        template((_, _, _) -> success())
            .mapping(QueueMappings.from("work", "worker").build())
            .roles(roles(List.of(allow("sqs:ReceiveMessage", "*")), Map.of()));

    assertThatThrownBy(() -> TestCloud.of(template))
        .hasMessage(
            "function \"worker\": its role does not allow logs:CreateLogStream on arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/worker:log-stream:1, which Lambda needs to run it");
  }

  @Test
  void tellsWhichStatementsNobodyNeeded() {
    Script<SQSEvent, SQSBatchResponse> putting =
        (_, environment, _) -> {
          put(environment.aws().dynamoDb());
          return success();
        };
    var statements =
        List.of(
            allow(List.of("dynamodb:PutItem", "dynamodb:DeleteItem"), List.of(ITEMS)),
            allow("s3:GetObject", "arn:aws:s3:::b/*"));
    var template = template(putting).roles(roles(statements, Map.of()));

    try (var cloud = TestCloud.of(template)) {
      cloud.cloud().invoke("worker", "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));

      assertThat(cloud.cloud().statementUse().unneeded())
          .containsExactly("worker: t:1: s3:GetObject on arn:aws:s3:::b/*");
    }
  }

  private void put(DynamoDbClient client) {
    put(client, "1");
  }

  private void put(DynamoDbClient client, String key) {
    client.putItem(r -> r.tableName("items").item(key(key)));
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("x"));
  }

  private static AwsServiceException refusalOf(
      List<Statement> statements, Consumer<DynamoDbClient> call) {
    return Objects.requireNonNull(callWith(statements, call), "the call was allowed");
  }

  private static @Nullable AwsServiceException callWith(
      List<Statement> statements, Consumer<DynamoDbClient> call) {
    return callWith(statements, Map.of(), call);
  }

  /// The refusal of a call that a function makes, or null.
  private static @Nullable AwsServiceException callWith(
      List<Statement> statements, Map<String, String> keys, Consumer<DynamoDbClient> call) {
    var refusal = new AtomicReference<AwsServiceException>();
    Script<SQSEvent, SQSBatchResponse> function =
        (_, environment, _) -> {
          try {
            call.accept(environment.aws().dynamoDb());
          } catch (AwsServiceException e) {
            refusal.set(e);
          }
          return success();
        };
    try (var cloud = TestCloud.of(template(function).roles(roles(statements, keys)))) {
      cloud.cloud().invoke("worker", "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));
    }
    return refusal.get();
  }

  private static TinyTemplate template(Script<SQSEvent, SQSBatchResponse> function) {
    return new TinyTemplate()
        .table("items")
        .queue("work")
        .function("worker", QueueScript.class, function);
  }

  private static Roles roles(List<Statement> statements, Map<String, String> keys) {
    var managed =
        statements.stream().anyMatch(each -> each.actions().contains("sqs:ReceiveMessage"))
            ? Map.<String, List<Statement>>of()
            : Map.of("worker", List.of(LAMBDA));
    return new Roles(Map.of("worker", statements), managed, Map.of(), keys);
  }

  private static Statement allow(String action, String resource) {
    return allow(List.of(action), List.of(resource));
  }

  private static Statement allow(List<String> actions, List<String> resources) {
    return new Statement("t:1", Effect.ALLOW, actions, resources, List.of());
  }
}
