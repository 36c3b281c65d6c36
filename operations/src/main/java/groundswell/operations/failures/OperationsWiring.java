package groundswell.operations.failures;

import groundswell.operations.domain.FailureRetention;
import groundswell.operations.metrics.CloudWatchMeasurements;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;

/// Makes the adapters of operations, beside those of the platform.
public final class OperationsWiring extends Wiring {
  private static final int FAILURE_RETENTION_DAYS = 30;

  /// A page of operators asks again after two seconds.
  private static final Duration CLOUD_WATCH_PATIENCE = Duration.ofSeconds(2);

  public OperationsWiring(FunctionEnvironment environment) {
    super(environment);
  }

  public FailureRetention retention() {
    return new FailureRetention(
        Duration.ofDays(environment.number("FAILURE_RETENTION_DAYS", 1, FAILURE_RETENTION_DAYS)));
  }

  /// Single failures, without their messages: for functions that have no bucket.
  public StoredFailures storedFailures() {
    return new StoredFailures(operations(), environment.clock(), retention());
  }

  public DynamoDbFailures failures() {
    var bodies =
        new FailureBodies(
            operations(), environment.aws()::s3, () -> environment.require("BUCKET"), retention());
    return new DynamoDbFailures(
        operations(), storedFailures(), bodies, environment.clock(), retention());
  }

  public DynamoDbRedrives redrives() {
    return new DynamoDbRedrives(operations(), environment.clock());
  }

  public DynamoDbRehearsals rehearsals() {
    return new DynamoDbRehearsals(operations(), environment.clock());
  }

  public DynamoDbAudit audit() {
    return new DynamoDbAudit(operations(), environment.clock());
  }

  public AuditLog auditLog() {
    return new AuditLog(audit(), environment.clock(), environment.random());
  }

  public FailureObjects failureObjects() {
    return new FailureObjects(environment.aws()::s3, environment.require("STREAM_FAILURE_BUCKET"));
  }

  public RedriveTargets targets() {
    return new RedriveTargets(
        environment.require("REDRIVE_QUEUE_URL"), environment.require("DEAD_LETTERS"));
  }

  public CloudWatchMeasurements measurements() {
    return new CloudWatchMeasurements(environment.aws()::cloudWatch, CLOUD_WATCH_PATIENCE);
  }

  public QueueDepths depths() {
    return new QueueDepths(environment.aws()::sqs);
  }
}
