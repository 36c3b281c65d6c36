package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.attribute;
import static groundswell.dynamodb.operations.Fixture.everything;
import static groundswell.dynamodb.operations.Fixture.hash;
import static groundswell.dynamodb.operations.Fixture.item;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html>
class ChangingTables {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Fixture tables =
      new Fixture(Fixture.options(InstantSource.system(), (_, task) -> later.add(task)))
          .withMusic();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void changesTheBilling() {
    update(update -> update.billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(5)));
    assertThat(describe().provisionedThroughput().readCapacityUnits()).isEqualTo(5);
    assertThat(describe().billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);

    update(update -> update.provisionedThroughput(units(3)));
    assertThat(describe().provisionedThroughput().numberOfDecreasesToday()).isEqualTo(1);

    update(update -> update.billingMode(BillingMode.PAY_PER_REQUEST));
    assertThat(describe().provisionedThroughput().readCapacityUnits()).isZero();
    update(update -> update.billingMode(BillingMode.PAY_PER_REQUEST));
  }

  @Test
  void refusesThroughputThatChangesNothing() {
    update(update -> update.billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(5)));

    assertThat(refusal(() -> update(update -> update.provisionedThroughput(units(5)))))
        .startsWith("The provisioned throughput for the table will not change.");
  }

  @Test
  void refusesToChangeNothing() {
    assertThat(refusal(() -> update(_ -> {}))).startsWith("At least one of");
  }

  /// developerguide/GSI.OnlineOps.html
  @Test
  void addsAnIndexThatHoldsTheItemsOfBefore() {
    tables.put(with(song("Acme Band", "Happy Day"), "Label", text("Blue Note")));

    addLabelIndex("ByLabel");

    assertThat(labelIndex().indexStatus()).isEqualTo(IndexStatus.CREATING);
    assertThat(labelIndex().backfilling()).isTrue();
    later.remove().run();
    assertThat(labelIndex().indexStatus()).isEqualTo(IndexStatus.ACTIVE);
    assertThat(
            tables
                .client
                .query(
                    query ->
                        query
                            .tableName(MUSIC)
                            .indexName("ByLabel")
                            .keyConditionExpression("Label = :l")
                            .expressionAttributeValues(item(":l", text("Blue Note"))))
                .items())
        .hasSize(1);
    assertThat(describe().attributeDefinitions())
        .extracting(AttributeDefinition::attributeName)
        .contains("Label");
  }

  private software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription
      labelIndex() {
    return describe().globalSecondaryIndexes().stream()
        .filter(index -> index.indexName().equals("ByLabel"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void removesAnIndexAndForgetsItsAttributes() {
    update(update -> update.globalSecondaryIndexUpdates(deleting("ByGenre")));

    assertThat(describe().hasGlobalSecondaryIndexes()).isFalse();
    assertThat(describe().attributeDefinitions())
        .extracting(AttributeDefinition::attributeName)
        .containsExactly("Artist", "SongTitle", "Year");
  }

  @Test
  void refusesIndexesThatDoNotFit() {
    assertThat(refusal(() -> addLabelIndex("ByGenre")))
        .isEqualTo("Attempting to create an index which already exists");
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () -> update(update -> update.globalSecondaryIndexUpdates(deleting("Missing")))))
        .isEqualTo("Requested resource not found");
    assertThat(
            refusal(
                () ->
                    update(
                        update ->
                            update.globalSecondaryIndexUpdates(
                                creating("ByNothing", "Undefined")))))
        .contains("Some index key attributes are not defined in AttributeDefinitions");
  }

  /// APIReference/API_UpdateTable.html#DDB-UpdateTable-request-AttributeDefinitions
  @Test
  void wantsTheKeyAttributesOfANewIndexInTheRequest() {
    assertThat(
            refusal(
                () ->
                    update(
                        update ->
                            update
                                .attributeDefinitions(attribute("Label", ScalarAttributeType.S))
                                .globalSecondaryIndexUpdates(creating("ByArtist", "Artist")))))
        .contains("Keys: [Artist], AttributeDefinitions: [Label]");
  }

  @Test
  void keepsTheTypesOfTheAttributesThatItKnows() {
    update(
        update ->
            update
                .attributeDefinitions(attribute("Artist", ScalarAttributeType.N))
                .globalSecondaryIndexUpdates(creating("ByArtist", "Artist")));

    assertThat(describe().attributeDefinitions())
        .contains(attribute("Artist", ScalarAttributeType.S))
        .doesNotContain(attribute("Artist", ScalarAttributeType.N));
  }

  private void addLabelIndex(String name) {
    update(
        update ->
            update
                .attributeDefinitions(attribute("Label", ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(creating(name, "Label")));
  }

  /// developerguide/Streams.html#Streams.Enabling
  @Test
  void switchesTheStreamOnAndOff() {
    switchOn();
    assertThat(describe().latestStreamArn()).contains("/stream/");
    assertThat(refusal(this::switchOn)).startsWith("Table already has an enabled stream");

    update(update -> update.streamSpecification(stream -> stream.streamEnabled(false)));
    assertThat(describe().streamSpecification()).isNull();
    assertThat(
            refusal(
                () ->
                    update(
                        update ->
                            update.streamSpecification(stream -> stream.streamEnabled(false)))))
        .contains("no stream");
  }

  private void switchOn() {
    update(
        update ->
            update.streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  @Test
  void refusesWhatIsLeftOutByItsName() {
    assertThat(
            refusal(
                "UnknownOperationException",
                () ->
                    tables.client.executeStatement(
                        statement -> statement.statement("SELECT * FROM Music"))))
        .contains("ExecuteStatement");
    assertThat(
            refusal(
                () -> tables.client.scan(scan -> scan.tableName(MUSIC).attributesToGet("Artist"))))
        .contains("AttributesToGet");
  }

  private static GlobalSecondaryIndexUpdate deleting(String index) {
    return GlobalSecondaryIndexUpdate.builder().delete(delete -> delete.indexName(index)).build();
  }

  private static GlobalSecondaryIndexUpdate creating(String name, String partitionKey) {
    return GlobalSecondaryIndexUpdate.builder()
        .create(
            index -> index.indexName(name).keySchema(hash(partitionKey)).projection(everything()))
        .build();
  }

  private void update(Consumer<UpdateTableRequest.Builder> more) {
    var request = UpdateTableRequest.builder().tableName(MUSIC);
    more.accept(request);
    tables.client.updateTable(request.build());
  }

  private TableDescription describe() {
    return tables.client.describeTable(describe -> describe.tableName(MUSIC)).table();
  }

  private static ProvisionedThroughput units(long units) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(units)
        .writeCapacityUnits(units)
        .build();
  }
}
