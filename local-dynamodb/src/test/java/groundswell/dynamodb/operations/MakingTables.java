package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.attribute;
import static groundswell.dynamodb.operations.Fixture.everything;
import static groundswell.dynamodb.operations.Fixture.hash;
import static groundswell.dynamodb.operations.Fixture.including;
import static groundswell.dynamodb.operations.Fixture.range;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.html>
class MakingTables {
  private final Fixture tables = new Fixture();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void describesATableAsItWasMade() {
    tables.client.createTable(Fixture.music());

    var table = describe(MUSIC);
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Music");
    assertThat(table.tableId()).hasSize(36);
    assertThat(table.keySchema()).containsExactly(hash("Artist"), range("SongTitle"));
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.provisionedThroughput().readCapacityUnits()).isZero();
    assertThat(table.deletionProtectionEnabled()).isFalse();
    assertThat(table.globalSecondaryIndexes().getFirst().indexArn())
        .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Music/index/ByGenre");
    assertThat(table.localSecondaryIndexes().getFirst().indexName()).isEqualTo("ByYear");
    assertThat(table.streamSpecification()).isNull();
  }

  @Test
  void isBeingCreatedFirst() {
    assertThat(tables.client.createTable(Fixture.music()).tableDescription().tableStatus())
        .isEqualTo(TableStatus.CREATING);
    tables.client.waiter().waitUntilTableExists(describe -> describe.tableName(MUSIC));
  }

  @Test
  void countsItemsAndTheirSize() {
    tables.withMusic();
    tables.put(song("Acme Band", "Happy Day"));
    tables.put(with(song("Acme Band", "Sad Day"), "Genre", text("Rock")));

    var table = describe(MUSIC);
    assertThat(table.itemCount()).isEqualTo(2);
    assertThat(table.tableSizeBytes())
        .isEqualTo(
            2 * ("Artist".length() + "Acme Band".length() + "SongTitle".length())
                + "Happy Day".length()
                + "Sad Day".length()
                + "Genre".length()
                + "Rock".length());
  }

  @Test
  void keepsWhatTheTableIsMadeWith() {
    create(
        table ->
            table
                .deletionProtectionEnabled(true)
                .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                .sseSpecification(encryption -> encryption.enabled(true))
                .onDemandThroughput(most -> most.maxReadRequestUnits(10L).maxWriteRequestUnits(5L))
                .streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                .tags(Tag.builder().key("team").value("music").build()));

    var table = describe("Simple");
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(table.tableClassSummary().tableClass())
        .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
    assertThat(table.sseDescription().sseType()).isEqualTo(SSEType.KMS);
    assertThat(table.sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:");
    assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(10);
    assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
    assertThat(table.latestStreamArn()).startsWith(table.tableArn() + "/stream/");
    assertThat(tables.client.listTagsOfResource(list -> list.resourceArn(table.tableArn())).tags())
        .containsExactly(Tag.builder().key("team").value("music").build());
  }

  @Test
  void listsTablesInOrderPageByPage() {
    for (var name : List.of("Charlie", "Alpha", "Bravo"))
      tables.withTable(name, ScalarAttributeType.S);

    assertThat(tables.client.listTables().tableNames())
        .containsExactly("Alpha", "Bravo", "Charlie");
    assertThat(tables.client.listTables(list -> list.limit(2)).lastEvaluatedTableName())
        .isEqualTo("Bravo");
    assertThat(tables.client.listTablesPaginator(list -> list.limit(1)).tableNames())
        .containsExactly("Alpha", "Bravo", "Charlie");
  }

  @Test
  void deletesATable() {
    tables.withMusic();

    assertThat(
            tables
                .client
                .deleteTable(delete -> delete.tableName(MUSIC))
                .tableDescription()
                .tableStatus())
        .isEqualTo(TableStatus.DELETING);
    tables.client.waiter().waitUntilTableNotExists(describe -> describe.tableName(MUSIC));
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () -> tables.client.describeTable(describe -> describe.tableName(MUSIC))))
        .isEqualTo("Requested resource not found: Table: Music not found");
  }

  @Test
  void keepsAProtectedTable() {
    create(table -> table.deletionProtectionEnabled(true));

    assertThat(refusal(() -> tables.client.deleteTable(delete -> delete.tableName("Simple"))))
        .contains("protected against deletion");
    tables.client.updateTable(
        update -> update.tableName("Simple").deletionProtectionEnabled(false));
    tables.client.deleteTable(delete -> delete.tableName("Simple"));
  }

  @Test
  void refusesASecondTableOfTheSameName() {
    tables.withMusic();

    assertThat(refusal("ResourceInUseException", () -> tables.client.createTable(Fixture.music())))
        .isEqualTo("Table already exists: Music");
  }

  /// APIReference/API_CreateTable.html
  @Test
  void refusesNamesOutsideTheRules() {
    assertThat(refusal(() -> create(table -> table.tableName(null))))
        .isEqualTo("The parameter 'TableName' is required but was not present in the request");
    assertThat(refusal(() -> create(table -> table.tableName("ab"))))
        .isEqualTo(
            "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 3");
    assertThat(refusal(() -> create(table -> table.tableName("a;b"))))
        .isEqualTo(
            "1 validation error detected: Value 'a;b' at 'tableName' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  }

  @Test
  void refusesKeysThatDoNotFitTogether() {
    assertThat(refusal(() -> create(table -> table.keySchema(hash("Id"), range("Id")))))
        .isEqualTo("Invalid KeySchema: Some index key attribute have no definition");
    assertThat(
            refusal(
                () -> create(table -> table.keySchema(hash("Id"), range("Two"), range("Three")))))
        .isEqualTo(
            "1 validation error detected: Value '[KeySchemaElement(attributeName=Id, keyType=HASH),"
                + " KeySchemaElement(attributeName=Two, keyType=RANGE),"
                + " KeySchemaElement(attributeName=Three, keyType=RANGE)]' at 'keySchema' failed to"
                + " satisfy constraint: Member must have length less than or equal to 2");
    assertThat(refusal(() -> create(table -> table.keySchema(range("Id")))))
        .isEqualTo("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    assertThat(
            refusal(
                () ->
                    create(
                        table ->
                            table.attributeDefinitions(
                                attribute("Id", ScalarAttributeType.S),
                                attribute("Spare", ScalarAttributeType.N)))))
        .isEqualTo(
            "One or more parameter values were invalid: Number of attributes in KeySchema does not"
                + " exactly match number of attributes defined in AttributeDefinitions");
    assertThat(
            refusal(
                () ->
                    create(
                        table ->
                            table.keySchema(
                                KeySchemaElement.builder()
                                    .attributeName("Id")
                                    .keyType("INVALID")
                                    .build()))))
        .isEqualTo(
            "1 validation error detected: Value 'INVALID' at 'keySchema.1.member.keyType' failed to"
                + " satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]");
  }

  @Test
  void refusesThroughputThatContradictsTheBilling() {
    var five = ProvisionedThroughput.builder().readCapacityUnits(5L).writeCapacityUnits(5L).build();

    assertThat(refusal(() -> create(table -> table.billingMode(BillingMode.PROVISIONED))))
        .isEqualTo(
            "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits"
                + " must both be specified when BillingMode is PROVISIONED");
    assertThat(refusal(() -> create(table -> table.provisionedThroughput(five))))
        .isEqualTo(
            "One or more parameter values were invalid: Neither ReadCapacityUnits nor"
                + " WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    assertThat(refusal(() -> create(table -> table.billingMode("SOMETIMES"))))
        .contains("billingMode", "[PROVISIONED, PAY_PER_REQUEST]");
  }

  @Test
  void refusesIndexesOutsideTheRules() {
    assertThat(
            refusal(
                () ->
                    createWithIndex(
                        GlobalSecondaryIndex.builder()
                            .indexName("ByOther")
                            .keySchema(hash("Other"))
                            .projection(projection -> projection.projectionType("INCLUDE"))
                            .build())))
        .contains("NonKeyAttributes is not specified");
    assertThat(
            refusal(
                () ->
                    createWithIndex(
                        GlobalSecondaryIndex.builder()
                            .indexName("ByOther")
                            .keySchema(hash("Other"))
                            .projection(
                                including("x").toBuilder().projectionType("KEYS_ONLY").build())
                            .build())))
        .contains("ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified");
    var index =
        GlobalSecondaryIndex.builder()
            .indexName("Same")
            .keySchema(hash("Other"))
            .projection(everything())
            .build();
    assertThat(refusal(() -> createWithIndex(index, index)))
        .isEqualTo("One or more parameter values were invalid: Duplicate index name: Same");
    assertThat(
            refusal(
                () ->
                    create(
                        table ->
                            table.localSecondaryIndexes(
                                LocalSecondaryIndex.builder()
                                    .indexName("Local")
                                    .keySchema(hash("Id"), range("Other"))
                                    .projection(everything())
                                    .build()))))
        .isEqualTo(
            "One or more parameter values were invalid: Table KeySchema does not have a range key,"
                + " which is required when specifying a LocalSecondaryIndex");
  }

  private void createWithIndex(GlobalSecondaryIndex... indexes) {
    create(
        table ->
            table
                .attributeDefinitions(
                    attribute("Id", ScalarAttributeType.S),
                    attribute("Other", ScalarAttributeType.S))
                .globalSecondaryIndexes(indexes));
  }

  @Test
  void refusesAStreamThatIsOffAndYetHasAView() {
    assertThat(
            refusal(
                () ->
                    create(
                        table ->
                            table.streamSpecification(
                                stream ->
                                    stream
                                        .streamEnabled(false)
                                        .streamViewType(StreamViewType.NEW_IMAGE)))))
        .isEqualTo(
            "One or more parameter values were invalid: Table is being created with a stream disabled, UpdateViewType should not be specified");
  }

  /// developerguide/Tagging.html
  @Test
  void addsAndRemovesTags() {
    create(_ -> {});
    var arn = describe("Simple").tableArn();

    tables.client.tagResource(
        tag ->
            tag.resourceArn(arn)
                .tags(
                    Tag.builder().key("env").value("test").build(),
                    Tag.builder().key("team").value("music").build()));
    tables.client.untagResource(untag -> untag.resourceArn(arn).tagKeys("team"));

    assertThat(tables.client.listTagsOfResource(list -> list.resourceArn(arn)).tags())
        .containsExactly(Tag.builder().key("env").value("test").build());
    assertThat(
            refusal(
                () ->
                    tables.client.tagResource(
                        tag ->
                            tag.resourceArn("not-an-arn")
                                .tags(Tag.builder().key("a").value("b").build()))))
        .contains("Invalid ResourceArn");
  }

  private void create(Consumer<CreateTableRequest.Builder> more) {
    var request =
        CreateTableRequest.builder()
            .tableName("Simple")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attribute("Id", ScalarAttributeType.S))
            .keySchema(hash("Id"));
    more.accept(request);
    tables.client.createTable(request.build());
  }

  private TableDescription describe(String name) {
    return tables.client.describeTable(describe -> describe.tableName(name)).table();
  }
}
