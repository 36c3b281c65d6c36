package groundswell.platform.wiring;

import groundswell.domain.ranking.PublishedRows;
import groundswell.domain.visibility.VisibilityReader;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.boards.S3Boards;
import groundswell.platform.events.EventBridgeBus;
import groundswell.platform.objects.TenantObjects;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.tables.DynamoDbActivityMonths;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbLedgers;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbProgressItems;
import groundswell.platform.tables.DynamoDbRecalculations;
import groundswell.platform.tables.DynamoDbTenantMappings;
import groundswell.platform.tables.DynamoDbTenantRemovals;
import groundswell.platform.tables.DynamoDbTenantSettings;
import groundswell.platform.tables.IdempotencyKeys;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.tables.PublishedBoards;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.TenantItems;
import groundswell.platform.tables.TenantQuotas;
import groundswell.platform.topics.NoticeTopic;
import groundswell.platform.topics.UploadTopic;
import groundswell.platform.uploads.BeforeImages;
import groundswell.platform.uploads.DynamoDbUploads;
import groundswell.platform.uploads.DynamoDbVisiblePartitions;
import groundswell.platform.uploads.EarlierStatements;
import groundswell.platform.uploads.OpenUploads;
import groundswell.platform.uploads.ReversalPreview;
import groundswell.platform.uploads.S3TouchedMonths;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadRuns;
import groundswell.platform.uploads.UploadSteps;
import java.util.function.Supplier;

/// Makes the platform's adapters for a function, with the settings that its environment holds. Only
/// the functions' classes, this one, `OperationsWiring` and [groundswell.platform.Telemetry] read
/// the environment; everything else takes ports, clients and settings.
public class Wiring {
  /// The smallest part of an upload, except for its last
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>).
  private static final int PART_MEBIBYTES_LEAST = 5;

  protected final FunctionEnvironment environment;

  public Wiring(FunctionEnvironment environment) {
    this.environment = environment;
  }

  public final Table users() {
    return table(environment.require("USERS_TABLE"));
  }

  public final Table programs() {
    return table(environment.require("PROGRAMS_TABLE"));
  }

  public final Table operations() {
    return table(environment.require("OPERATIONS_TABLE"));
  }

  private Table table(String name) {
    return new Table(environment.aws().dynamoDb(), name, environment.retry());
  }

  public final DynamoDbMembers members() {
    return new DynamoDbMembers(users());
  }

  public final DynamoDbActivityMonths months() {
    return new DynamoDbActivityMonths(users());
  }

  public final DynamoDbChallenges challenges() {
    return new DynamoDbChallenges(programs());
  }

  public final DynamoDbProgressItems progress() {
    return new DynamoDbProgressItems(programs());
  }

  public final DynamoDbRecalculations recalculations() {
    return new DynamoDbRecalculations(programs());
  }

  public final DynamoDbLedgers ledgers() {
    return new DynamoDbLedgers(programs());
  }

  public final NotificationClaims claims() {
    return new NotificationClaims(programs(), environment.clock());
  }

  public final S3Boards boards() {
    return new S3Boards(
        environment.aws()::s3,
        environment.require("BUCKET"),
        environment.random(),
        new PublishedBoards(programs()));
  }

  public final DynamoDbTenantSettings settings() {
    return new DynamoDbTenantSettings(
        operations(), environment.aws()::ssm, environment.require("SETTINGS_PARAMETER"));
  }

  /// The value of a SecureString of Systems Manager, read when it is asked for.
  public final Supplier<String> secret(String parameter) {
    return () ->
        environment
            .aws()
            .ssm()
            .getParameter(request -> request.name(parameter).withDecryption(true))
            .parameter()
            .value();
  }

  public final DynamoDbTenantRemovals removals() {
    return new DynamoDbTenantRemovals(operations());
  }

  public final TenantItems tenantItems() {
    return new TenantItems(users(), programs(), operations());
  }

  public final TenantObjects tenantObjects() {
    return new TenantObjects(environment.aws()::s3, environment.require("BUCKET"));
  }

  public final DynamoDbTenantMappings mappings() {
    return new DynamoDbTenantMappings(operations());
  }

  public final TenantQuotas quotas() {
    return new TenantQuotas(operations(), environment.clock());
  }

  public final IdempotencyKeys idempotencyKeys() {
    return new IdempotencyKeys(operations());
  }

  public final DynamoDbUploads uploads() {
    return new DynamoDbUploads(operations(), environment.clock());
  }

  public final OpenUploads openUploads() {
    return new OpenUploads(
        uploads(),
        environment.clock(),
        environment.number("TENANT_OPEN_UPLOADS", 1, OpenUploads.USUAL_MAX));
  }

  public final S3TouchedMonths touchedMonths() {
    return new S3TouchedMonths(environment.aws()::s3, environment.require("BUCKET"));
  }

  public final VisibilityReader visibility() {
    return new VisibilityReader(
        members(),
        challenges(),
        progress(),
        PublishedRows.of(boards()),
        touchedMonths(),
        new DynamoDbVisiblePartitions(operations()));
  }

  public final UploadRuns uploadRuns() {
    return new UploadRuns(operations());
  }

  public final UploadObjects uploadObjects() {
    return new UploadObjects(
        environment.aws()::s3,
        environment.aws()::s3Presigner,
        environment.require("BUCKET"),
        environment.number("PART_MEBIBYTES", PART_MEBIBYTES_LEAST, UploadObjects.PART_MEBIBYTES)
            * (1L << 20));
  }

  public final BeforeImages beforeImages() {
    return new BeforeImages(
        environment.aws()::s3, environment.require("BUCKET"), environment.random());
  }

  public final EarlierStatements earlierStatements() {
    return new EarlierStatements(uploads(), beforeImages());
  }

  public final ReversalPreview reversalPreview() {
    return new ReversalPreview(
        uploadObjects(), months(), members(), earlierStatements(), settings(), environment.clock());
  }

  public final UploadSteps uploadSteps() {
    return new UploadSteps(
        uploads(),
        bus(),
        sender(),
        environment.require("UPLOAD_QUEUE_URL"),
        environment.require("PARTITION_QUEUE_URL"));
  }

  public final EventBridgeBus bus() {
    return new EventBridgeBus(
        environment.aws()::eventBridge, environment.require("BUS"), environment.retry());
  }

  public final MessageSender sender() {
    return new MessageSender(environment.aws()::sqs, environment.retry());
  }

  public final UploadTopic uploadTopic() {
    return new UploadTopic(environment.aws()::sns, environment.require("UPLOAD_TOPIC_ARN"));
  }

  public final NoticeTopic notices() {
    return new NoticeTopic(
        environment.aws()::sns, environment.require("TOPIC_ARN"), environment.retry());
  }
}
