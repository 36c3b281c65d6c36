package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.local.polling.MappingReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Programs other than the functions read and write the tables, and read their streams, by
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html>.
class CallingTablesFromOutside {
  @AutoClose
  private final TestCloud cloud =
      TestCloud.of(
          new TinyTemplate()
              .table("table")
              .function("function", StreamScript.class, RecordingStream.succeeding())
              .mapping(StreamMappings.from("table", "function").build()));

  @AutoClose
  private final DynamoDbClient tables = at("local", Region.US_EAST_1, DynamoDbClient.builder());

  @AutoClose
  private final DynamoDbStreamsClient streams =
      at("local", Region.US_EAST_1, DynamoDbStreamsClient.builder());

  private URI address() {
    return Objects.requireNonNull(cloud.cloud().serviceUrls().get("DynamoDB"));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(
      String key, Region region, B builder) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(address())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local")))
        .build();
  }

  private static Map<String, AttributeValue> item(String name) {
    return Map.of(
        "PK", AttributeValue.fromS(name),
        "SK", AttributeValue.fromS("item"),
        "value", AttributeValue.fromN("7.50"));
  }

  @Test
  void showsTheTablesOfTheTemplate() {
    assertThat(tables.listTables().tableNames()).containsExactly("table");
    var table = tables.describeTable(r -> r.tableName("table")).table();
    assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/table");
    assertThat(table.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyType())
        .containsExactly("PK " + KeyType.HASH, "SK " + KeyType.RANGE);
    assertThat(table.latestStreamArn()).startsWith(table.tableArn() + "/stream/");
  }

  /// A response contains only what was asked for.
  @Test
  void takesItemsThatGoTheWayOfTheStream() {
    var answer = tables.putItem(r -> r.tableName("table").item(item("a")));
    cloud.awaitQuiet();

    assertThat(answer.consumedCapacity()).isNull();
    assertThat(cloud.report()).extracting(MappingReport::records).isEqualTo(1L);
    assertThat(
            cloud
                .cloud()
                .aws()
                .dynamoDb()
                .getItem(
                    r ->
                        r.tableName("table")
                            .key(
                                Map.of(
                                    "PK", AttributeValue.fromS("a"),
                                    "SK", AttributeValue.fromS("item"))))
                .item())
        .containsEntry("value", AttributeValue.fromN("7.5"));
  }

  @Test
  void knowsTablesByTheirArnToo() {
    var arn = "arn:aws:dynamodb:us-east-1:000000000000:table/table";
    tables.putItem(r -> r.tableName(arn).item(item("a")));
    cloud.awaitQuiet();

    assertThat(cloud.report().records()).isEqualTo(1);
  }

  @Test
  void showsWhatChangedInTheStream() {
    tables.putItem(r -> r.tableName("table").item(item("a")));
    tables.putItem(r -> r.tableName("table").item(item("b")));

    var arn = streams.listStreams(r -> r.tableName("table")).streams().getFirst().streamArn();
    var shard =
        streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards().getFirst();
    var iterator =
        streams
            .getShardIterator(
                r ->
                    r.streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    var records = streams.getRecords(r -> r.shardIterator(iterator)).records();
    assertThat(records).extracting(Record::eventNameAsString).containsExactly("INSERT", "INSERT");
    assertThat(records)
        .extracting(record -> Objects.requireNonNull(record.dynamodb().newImage().get("PK")).s())
        .containsExactly("a", "b");
  }

  @Test
  void takesTablesThatAreNotInTheTemplate() {
    var id = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
    var type =
        AttributeDefinition.builder()
            .attributeName("id")
            .attributeType(ScalarAttributeType.S)
            .build();
    tables.createTable(
        r ->
            r.tableName("scratch")
                .keySchema(id)
                .attributeDefinitions(type)
                .billingMode(BillingMode.PAY_PER_REQUEST));
    tables.putItem(r -> r.tableName("scratch").item(Map.of("id", AttributeValue.fromS("1"))));

    assertThat(tables.scan(r -> r.tableName("scratch")).count()).isEqualTo(1);
    tables.deleteTable(r -> r.tableName("scratch"));
    assertThat(tables.listTables().tableNames()).containsExactly("table");
  }

  @Test
  void refusesRequestsAsDynamoDbDoes() {
    assertThatThrownBy(
            () -> tables.putItem(r -> r.tableName("table").item(Map.of("PK", item("a").get("PK")))))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThatThrownBy(() -> tables.putItem(r -> r.item(item("a"))))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @ParameterizedTest
  @CsvSource({
    "other, us-east-1, UnrecognizedClientException, this local cloud's access key is local",
    "local, eu-west-1, InvalidSignatureException, this local cloud is in us-east-1"
  })
  void refusesOtherKeysAndRegions(String key, String region, String code, String words) {
    try (var stranger = at(key, Region.of(region), DynamoDbClient.builder())) {
      assertThatThrownBy(stranger::listTables)
          .isInstanceOf(SdkServiceException.class)
          .hasMessageContaining(words)
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, , 200",
    "localhost, , 200",
    "attacker.example, , 421",
    "127.0.0.1, https://attacker.example, 403",
    "127.0.0.1, null, 403"
  })
  void keepsWebPagesOut(String host, String origin, int status) throws IOException {
    var lines = "Host: %s:%d".formatted(host, address().getPort());
    if (origin != null) lines += "\r\nOrigin: " + origin;
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), address().getPort())) {
      var request = "GET / HTTP/1.1\r\nConnection: close\r\n%s\r\n\r\n".formatted(lines);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine().split(" ", -1)[1]).isEqualTo(Integer.toString(status));
    }
  }
}
