package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.tables.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClassSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html>
final class UpdateTable {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final Engine engine;

  UpdateTable(Engine engine) {
    this.engine = engine;
  }

  UpdateTableResponse run(UpdateTableRequest request) {
    var name = TableNames.ofTableRequest(request.tableName());
    TableConstraints.check(request);
    checkAsksForSomething(request);
    checkUpdates(request.globalSecondaryIndexUpdates());
    var table = engine.tableNamed(name);
    checkActive(table);
    var described = engine.settings(table).description();
    var description = described.toBuilder();
    changeBilling(request, described, description);
    change(request, description);
    var stream = Optional.ofNullable(request.streamSpecification());
    stream.ifPresent(specification -> checkStream(table, specification));
    var indexes = new IndexChanges(engine, table, request, description.build());
    indexes.describe(description);
    var activeAt = engine.now().plus(engine.options().tableChangeTime());
    engine.keep(table, engine.settings(table).with(description.build(), activeAt));
    indexes.carryOut();
    CapacityModes.tell(table, engine.settings(table).description());
    stream.ifPresent(specification -> changeStream(table, specification));
    return UpdateTableResponse.builder()
        .tableDescription(new Descriptions(engine).of(table, TableStatus.UPDATING))
        .build();
  }

  private static void checkAsksForSomething(UpdateTableRequest request) {
    if (request.hasReplicaUpdates() || request.hasGlobalTableWitnessUpdates())
      throw Errors.validation("ReplicaUpdates is not supported: global tables are not built");
    if (request.provisionedThroughput() == null
        && request.billingMode() == null
        && request.globalSecondaryIndexUpdates().isEmpty()
        && request.streamSpecification() == null
        && request.sseSpecification() == null
        && request.tableClass() == null
        && request.deletionProtectionEnabled() == null
        && request.onDemandThroughput() == null
        && request.warmThroughput() == null)
      throw Errors.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
  }

  private static void checkUpdates(List<GlobalSecondaryIndexUpdate> updates) {
    var names = new HashSet<String>();
    for (var update : updates) {
      if (!names.add(IndexChanges.name(update)))
        throw Errors.validation(
            INVALID
                + "Only one global secondary index update per index is allowed simultaneously."
                + " Index: "
                + IndexChanges.name(update));
    }
  }

  private void checkActive(Table table) {
    var settings = engine.settings(table);
    if (settings.status(engine.now()) != TableStatus.ACTIVE)
      throw Errors.resourceInUse(
          "Attempt to change a resource which is still in use: Table is being %s: %s"
              .formatted(
                  settings.changing() == TableStatus.CREATING ? "created" : "updated",
                  table.name()));
  }

  private void changeBilling(
      UpdateTableRequest request, TableDescription before, TableDescription.Builder description) {
    var wanted = request.provisionedThroughput();
    if (wanted != null) CreateTable.checkUnits(wanted);
    var mode = request.billingMode();
    if (mode != null) CreateTable.checkBilling(mode, wanted);
    var isOnDemand = isOnDemand(before);
    if (mode == null && wanted != null && isOnDemand)
      throw Errors.validation(
          INVALID
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
              + " is PAY_PER_REQUEST");
    if (mode == BillingMode.PAY_PER_REQUEST && !isOnDemand) becomeOnDemand(before, description);
    if (mode == BillingMode.PROVISIONED && isOnDemand)
      description.billingModeSummary(
          BillingModeSummary.builder()
              .billingMode(mode)
              .lastUpdateToPayPerRequestDateTime(
                  before.billingModeSummary().lastUpdateToPayPerRequestDateTime())
              .build());
    if (wanted != null)
      description
          .provisionedThroughput(changed(before.provisionedThroughput(), wanted, !isOnDemand))
          .warmThroughput(NewTable.warm(null, wanted));
  }

  private void becomeOnDemand(TableDescription before, TableDescription.Builder description) {
    description
        .billingModeSummary(new NewTable(engine.options()).billing(BillingMode.PAY_PER_REQUEST))
        .provisionedThroughput(NewTable.throughput(null))
        .warmThroughput(NewTable.warm(null, null));
    if (before.hasGlobalSecondaryIndexes())
      description.globalSecondaryIndexes(
          before.globalSecondaryIndexes().stream()
              .map(
                  index ->
                      index.toBuilder().provisionedThroughput(NewTable.throughput(null)).build())
              .toList());
  }

  static boolean isOnDemand(TableDescription description) {
    return description.billingModeSummary() != null
        && description.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
  }

  /// @param mustDiffer whether requesting the current values is an error
  ProvisionedThroughputDescription changed(
      ProvisionedThroughputDescription before, ProvisionedThroughput wanted, boolean mustDiffer) {
    long reads = wanted.readCapacityUnits();
    long writes = wanted.writeCapacityUnits();
    if (mustDiffer && reads == before.readCapacityUnits() && writes == before.writeCapacityUnits())
      throw Errors.validation(
          "The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: %d. Requested ReadCapacityUnits: %d. Current WriteCapacityUnits provisioned for the table: %d. Requested WriteCapacityUnits: %d. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
              .formatted(before.readCapacityUnits(), reads, before.writeCapacityUnits(), writes));
    var after = before.toBuilder().readCapacityUnits(reads).writeCapacityUnits(writes);
    if (reads > before.readCapacityUnits() || writes > before.writeCapacityUnits())
      after.lastIncreaseDateTime(engine.now());
    if (reads < before.readCapacityUnits() || writes < before.writeCapacityUnits())
      after
          .lastDecreaseDateTime(engine.now())
          .numberOfDecreasesToday(before.numberOfDecreasesToday() + 1);
    return after.build();
  }

  private void change(UpdateTableRequest request, TableDescription.Builder description) {
    if (request.deletionProtectionEnabled() != null)
      description.deletionProtectionEnabled(request.deletionProtectionEnabled());
    if (request.tableClass() != null)
      description.tableClassSummary(
          TableClassSummary.builder()
              .tableClass(request.tableClass())
              .lastUpdateDateTime(engine.now())
              .build());
    if (request.onDemandThroughput() != null)
      description.onDemandThroughput(request.onDemandThroughput());
    if (request.warmThroughput() != null)
      description.warmThroughput(NewTable.warm(request.warmThroughput(), null));
    if (request.sseSpecification() != null)
      description.sseDescription(
          new NewTable(engine.options()).encryption(request.sseSpecification()));
  }

  private static void checkStream(Table table, StreamSpecification specification) {
    var view = CreateTable.stream(specification);
    if (view.isPresent() && table.stream().isPresent())
      throw Errors.validation("Table already has an enabled stream: TableName: " + table.name());
    if (view.isEmpty() && table.stream().isEmpty())
      throw Errors.validation("Table has no stream to disable: TableName: " + table.name());
  }

  private void changeStream(Table table, StreamSpecification specification) {
    CreateTable.stream(specification)
        .ifPresentOrElse(
            view -> engine.database().enableStream(table, view),
            () -> engine.database().disableStream(table));
  }
}
