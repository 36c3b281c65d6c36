package groundswell.dynamodb.operations;

import groundswell.dynamodb.options.Options;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexWarmThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableClassSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TableWarmThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/// Describes a new table and its parts.
final class NewTable {
  /// What a new on-demand table can take at once:
  /// developerguide/on-demand-capacity-mode.html
  private static final long ON_DEMAND_READ_UNITS = 12_000;

  private static final long ON_DEMAND_WRITE_UNITS = 4_000;

  private final Options options;
  private final Instant now;

  NewTable(Options options) {
    this.options = options;
    this.now = options.clock().instant();
  }

  TableSettings settings(String name, CreateTableRequest request) {
    var tags = new TreeMap<String, String>();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return new TableSettings(
        description(name, request),
        TableStatus.CREATING,
        now.plus(options.tableChangeTime()),
        tags);
  }

  private TableDescription description(String name, CreateTableRequest request) {
    var description =
        TableDescription.builder()
            .tableName(name)
            .tableArn(TableNames.arn(options, name))
            .tableId(uuid(options.random()))
            .creationDateTime(now)
            .attributeDefinitions(request.attributeDefinitions())
            .keySchema(request.keySchema())
            .provisionedThroughput(throughput(request.provisionedThroughput()))
            .billingModeSummary(billing(request.billingMode()))
            .onDemandThroughput(request.onDemandThroughput())
            .warmThroughput(warm(request.warmThroughput(), request.provisionedThroughput()))
            .tableClassSummary(tableClass(request.tableClass()))
            .sseDescription(encryption(request.sseSpecification()))
            .deletionProtectionEnabled(Boolean.TRUE.equals(request.deletionProtectionEnabled()));
    if (request.hasLocalSecondaryIndexes())
      description.localSecondaryIndexes(
          request.localSecondaryIndexes().stream()
              .map(index -> local(name, IndexRequest.of(index)))
              .toList());
    if (request.hasGlobalSecondaryIndexes())
      description.globalSecondaryIndexes(
          request.globalSecondaryIndexes().stream()
              .map(index -> global(name, IndexRequest.of(index), index.warmThroughput()))
              .toList());
    return description.build();
  }

  private LocalSecondaryIndexDescription local(String table, IndexRequest index) {
    return LocalSecondaryIndexDescription.builder()
        .indexName(index.name())
        .indexArn(TableNames.indexArn(options, table, index.name()))
        .keySchema(index.key())
        .projection(index.projection())
        .build();
  }

  GlobalSecondaryIndexDescription global(
      String table, IndexRequest index, @Nullable WarmThroughput warm) {
    var units = warm(warm, index.provisioned().orElse(null));
    return GlobalSecondaryIndexDescription.builder()
        .indexName(index.name())
        .indexArn(TableNames.indexArn(options, table, index.name()))
        .keySchema(index.key())
        .projection(index.projection())
        .provisionedThroughput(throughput(index.provisioned().orElse(null)))
        .onDemandThroughput(index.onDemand().orElse(null))
        .warmThroughput(
            GlobalSecondaryIndexWarmThroughputDescription.builder()
                .readUnitsPerSecond(units.readUnitsPerSecond())
                .writeUnitsPerSecond(units.writeUnitsPerSecond())
                .status(IndexStatus.ACTIVE)
                .build())
        .build();
  }

  static ProvisionedThroughputDescription throughput(@Nullable ProvisionedThroughput provisioned) {
    return ProvisionedThroughputDescription.builder()
        .readCapacityUnits(provisioned == null ? 0 : provisioned.readCapacityUnits())
        .writeCapacityUnits(provisioned == null ? 0 : provisioned.writeCapacityUnits())
        .numberOfDecreasesToday(0L)
        .build();
  }

  @Nullable BillingModeSummary billing(@Nullable BillingMode mode) {
    if (mode != BillingMode.PAY_PER_REQUEST) return null;
    return BillingModeSummary.builder()
        .billingMode(mode)
        .lastUpdateToPayPerRequestDateTime(now)
        .build();
  }

  static TableWarmThroughputDescription warm(
      @Nullable WarmThroughput asked, @Nullable ProvisionedThroughput provisioned) {
    var reads = provisioned == null ? ON_DEMAND_READ_UNITS : provisioned.readCapacityUnits();
    var writes = provisioned == null ? ON_DEMAND_WRITE_UNITS : provisioned.writeCapacityUnits();
    var given = Optional.ofNullable(asked);
    return TableWarmThroughputDescription.builder()
        .readUnitsPerSecond(given.map(WarmThroughput::readUnitsPerSecond).orElse(reads))
        .writeUnitsPerSecond(given.map(WarmThroughput::writeUnitsPerSecond).orElse(writes))
        .status(TableStatus.ACTIVE)
        .build();
  }

  static @Nullable TableClassSummary tableClass(@Nullable TableClass asked) {
    return asked == null ? null : TableClassSummary.builder().tableClass(asked).build();
  }

  /// Items are always encrypted; the description mentions it only if the key is not the service's.
  @Nullable SSEDescription encryption(@Nullable SSESpecification asked) {
    if (asked == null || !Boolean.TRUE.equals(asked.enabled())) return null;
    return SSEDescription.builder()
        .status(SSEStatus.ENABLED)
        .sseType(SSEType.KMS)
        .kmsMasterKeyArn(keyArn(asked.kmsMasterKeyId()))
        .build();
  }

  private String keyArn(@Nullable String id) {
    if (id != null && TableNames.isArn(id)) return id;
    return "arn:aws:kms:%s:%s:key/%s"
        .formatted(options.region(), options.accountId(), id == null ? uuid(options.random()) : id);
  }

  private static String uuid(RandomGenerator random) {
    synchronized (random) {
      return new UUID(
              (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L,
              (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L)
          .toString();
    }
  }
}
