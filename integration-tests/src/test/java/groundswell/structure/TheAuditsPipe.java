package groundswell.structure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.options.Options;
import groundswell.integration.stack.OneJvm;
import groundswell.local.LocalCloud;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Pause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.event.ruler.Machine;

/// The filter of the pipe that carries the audit to its log, run by AWS's own event-ruler over what
/// a stream has of the audit. That the lines arrive in the log group is only seen on AWS.
class TheAuditsPipe {
  private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
  private static final String TABLE = "Operations";
  private static final List<String> KEY = List.of("PK", "SK");

  @TempDir private Path directory;

  private final Template template = Template.read();
  private final LocalDynamoDb engine = LocalDynamoDb.start(Options.inMemory());

  @Test
  void carriesEachNewLineOfTheAuditAndNothingElse() throws Exception {
    createTable();
    writeTheAudit();
    put("FAILURE#1", "FAILURE");
    put("TENANT#acme", "AUDIT#");
    deleteAll();

    var records = records();

    var filter = filter();
    var carried = new ArrayList<Record>();
    for (var record : records)
      if (!filter.rulesForJSONEvent(json(record)).isEmpty()) carried.add(record);
    assertThat(records).hasSize(8);
    assertThat(carried)
        .extracting(record -> requireNonNull(record.dynamodb().newImage().get("w")).s())
        .containsExactlyInAnyOrder("ann", "bob");
  }

  /// The second of a line that is there is refused.
  private void writeTheAudit() {
    try (var cloud = LocalCloud.start(OneJvm.options(directory))) {
      var environment =
          new FunctionEnvironment(
              Map.of("OPERATIONS_TABLE", TABLE),
              over(engine.client(), cloud.aws()),
              () -> NOON,
              Pause.inRealTime(),
              new SplittableRandom(1));
      var audit = new OperationsWiring(environment).audit();
      for (var who : List.of("ann", "bob", "bob"))
        audit.append(new AuditLine(NOON, "line-of-" + who, who, "park", "why", "{}", "1 changed"));
    }
  }

  private static AwsClients over(DynamoDbClient tables, AwsClients aws) {
    return new AwsClients(
        tables,
        aws.sqs(),
        aws.sns(),
        aws.eventBridge(),
        aws.s3(),
        aws.s3Presigner(),
        aws.ssm(),
        aws.lambda(),
        aws.cloudWatch());
  }

  private void createTable() {
    var view =
        template
            .resource("OperationsTable")
            .properties()
            .at("StreamSpecification", "StreamViewType");
    engine
        .client()
        .createTable(
            request ->
                request
                    .tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(KEY.stream().map(TheAuditsPipe::text).toList())
                    .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE))
                    .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(view.text())));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private void put(String partitionKey, String sortKey) {
    engine
        .client()
        .putItem(
            request ->
                request
                    .tableName(TABLE)
                    .item(
                        Map.of(
                            "PK", AttributeValue.fromS(partitionKey),
                            "SK", AttributeValue.fromS(sortKey))));
  }

  private void deleteAll() {
    for (var item : engine.client().scan(request -> request.tableName(TABLE)).items()) {
      var key = KEY.stream().collect(Collectors.toMap(name -> name, item::get));
      engine.client().deleteItem(request -> request.tableName(TABLE).key(key));
    }
  }

  private List<Record> records() {
    var client = engine.streamsClient();
    var stream = client.listStreams(request -> request.tableName(TABLE)).streams().getFirst();
    var shards =
        client
            .describeStream(request -> request.streamArn(stream.streamArn()))
            .streamDescription()
            .shards();
    return shards.stream()
        .map(
            shard ->
                client.getShardIterator(
                    request ->
                        request
                            .streamArn(stream.streamArn())
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
        .flatMap(
            iterator ->
                client
                    .getRecords(request -> request.shardIterator(iterator.shardIterator()))
                    .records()
                    .stream())
        .toList();
  }

  /// As a pipe gets it
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html>).
  private static String json(Record record) throws Exception {
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "eventName", record.eventNameAsString(),
                "dynamodb", Map.of("Keys", plain(record.dynamodb().keys()))));
  }

  private static Map<String, Object> plain(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> Map.of("S", each.getValue().s())));
  }

  private Machine filter() throws Exception {
    var pattern =
        template
            .resource("AuditPipe")
            .properties()
            .at("SourceParameters", "FilterCriteria", "Filters")
            .items()
            .getFirst()
            .at("Pattern")
            .text();
    var machine = Machine.builder().build();
    machine.addRule("audit", pattern);
    return machine;
  }
}
