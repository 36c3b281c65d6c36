package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.streams.StreamView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html>
final class CreateTable {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final long UNITS_MAX = 1_000_000_000_000L;

  private final Engine engine;

  CreateTable(Engine engine) {
    this.engine = engine;
  }

  CreateTableResponse run(CreateTableRequest request) {
    var name = TableNames.ofTableRequest(request.tableName());
    TableConstraints.check(request);
    checkBilling(request.billingMode(), request.provisionedThroughput());
    var definition = TableDefinitions.of(name, request);
    checkIndexBilling(request);
    checkStream(request.streamSpecification());
    var view = stream(request.streamSpecification());
    if (request.hasTags()) Tags.check(request.tags());
    var settings = new NewTable(engine.options()).settings(name, request);
    var table =
        engine
            .database()
            .create(definition, settings.notes())
            .orElseThrow(() -> Errors.resourceInUse("Table already exists: " + name));
    CapacityModes.tell(table, settings.description());
    view.ifPresent(wanted -> engine.database().enableStream(table, wanted));
    return CreateTableResponse.builder()
        .tableDescription(new Descriptions(engine).of(table, TableStatus.CREATING))
        .build();
  }

  static void checkBilling(
      @Nullable BillingMode mode, @Nullable ProvisionedThroughput provisioned) {
    if (mode == BillingMode.PAY_PER_REQUEST) {
      if (provisioned != null)
        throw Errors.validation(
            INVALID
                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                + " BillingMode is PAY_PER_REQUEST");
      return;
    }
    if (provisioned == null)
      throw Errors.validation(
          INVALID
              + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
              + " is PROVISIONED");
    checkUnits(provisioned);
  }

  static void checkUnits(ProvisionedThroughput provisioned) {
    checkUnits("ReadCapacityUnits", provisioned.readCapacityUnits());
    checkUnits("WriteCapacityUnits", provisioned.writeCapacityUnits());
  }

  private static void checkUnits(String name, long units) {
    if (units > UNITS_MAX)
      throw Errors.validation("Given value %d for %s is out of bounds".formatted(units, name));
  }

  private static void checkIndexBilling(CreateTableRequest request) {
    for (var index : request.globalSecondaryIndexes())
      checkIndexBilling(
          request.billingMode() == BillingMode.PAY_PER_REQUEST, IndexRequest.of(index));
  }

  static void checkIndexBilling(boolean isOnDemand, IndexRequest index) {
    if (isOnDemand && index.provisioned().isPresent())
      throw Errors.validation(
          INVALID
              + "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                  .formatted(index.name()));
    if (!isOnDemand && index.provisioned().isEmpty())
      throw Errors.validation(
          INVALID + "ProvisionedThroughput must be specified for index: " + index.name());
    index.provisioned().ifPresent(CreateTable::checkUnits);
  }

  private static void checkStream(@Nullable StreamSpecification specification) {
    if (specification != null
        && Boolean.FALSE.equals(specification.streamEnabled())
        && specification.streamViewTypeAsString() != null)
      throw Errors.validation(
          INVALID
              + "Table is being created with a stream disabled, UpdateViewType should not be"
              + " specified");
  }

  /// @return what the stream's records hold; empty if the table gets no stream
  static Optional<StreamView> stream(@Nullable StreamSpecification specification) {
    if (specification == null) return Optional.empty();
    var view = specification.streamViewTypeAsString();
    if (!Boolean.TRUE.equals(specification.streamEnabled())) {
      if (view != null)
        throw Errors.validation(
            INVALID + "StreamViewType can only be specified when StreamEnabled is true");
      return Optional.empty();
    }
    if (view == null)
      throw Errors.validation(
          INVALID + "StreamViewType must be specified when StreamEnabled is true");
    return Optional.of(StreamView.valueOf(view));
  }
}
