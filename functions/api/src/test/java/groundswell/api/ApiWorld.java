package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.http.testing.HttpCaller;
import groundswell.http.testing.Reply;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.testing.AFailure;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The API function over stores in this process. Each world is a tenant of its own.
final class ApiWorld {
  private static final LocalCloud CLOUD = start();

  /// Worlds share the stores, so no two may generate the same ids.
  private static final AtomicLong SEEDS = new AtomicLong();

  final TenantId tenant;
  final FunctionEnvironment environment;
  private final HttpCaller caller;
  private Instant now = Instant.parse("2026-03-10T12:00:00Z");

  ApiWorld() {
    this(Map.of());
  }

  /// @param variables that differ from the usual ones
  ApiWorld(Map<String, String> variables) {
    this(variables, CLOUD.aws());
  }

  private ApiWorld(Map<String, String> variables, AwsClients aws) {
    this(variables, aws, new TenantId("t-" + UUID.randomUUID()));
  }

  private ApiWorld(Map<String, String> variables, AwsClients aws, TenantId tenant) {
    this.tenant = tenant;
    var all = new HashMap<>(variables());
    all.putAll(variables);
    environment =
        new FunctionEnvironment(
            all, aws, () -> now, TestEnvironment.NO_PAUSE, new Random(SEEDS.incrementAndGet()));
    caller = new HttpCaller(new ApiFunction(environment), tenant);
  }

  /// A world whose table calls go through a port.
  static ApiWorld over(UnaryOperator<DynamoDbClient> port, Map<String, String> variables) {
    return new ApiWorld(variables, over(port));
  }

  /// Another instance of the function, whose table calls go through a port.
  ApiWorld instanceOver(UnaryOperator<DynamoDbClient> port) {
    return new ApiWorld(Map.of(), over(port), tenant);
  }

  private static AwsClients over(UnaryOperator<DynamoDbClient> port) {
    var aws = CLOUD.aws();
    return new AwsClients(
        port.apply(aws.dynamoDb()),
        aws.sqs(),
        aws.sns(),
        aws.eventBridge(),
        aws.s3(),
        aws.s3Presigner(),
        aws.ssm(),
        aws.lambda(),
        aws.cloudWatch());
  }

  private static LocalCloud start() {
    try {
      var directory = Files.createTempDirectory("groundswell-api-");
      var template = Path.of("src/test/resources/stores.yaml");
      return LocalCloud.start(LocalCloudOptions.of(template, directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> variables() {
    var topology = CLOUD.topology();
    var variables = new HashMap<String, String>();
    topology.tables().forEach(table -> variables.put(variableOf(table.logicalId()), table.name()));
    variables.put("BUCKET", topology.buckets().getFirst().name());
    variables.put("BUS", topology.buses().getFirst().name());
    variables.put("UPLOAD_QUEUE_URL", queueUrl("UploadQueue"));
    variables.put("TENANT_CLAIM", "tenant");
    variables.put("ROLE_CLAIM", "role");
    variables.put("SETTINGS_PARAMETER", "/default-settings");
    return variables;
  }

  private static String variableOf(String tableLogicalId) {
    return switch (tableLogicalId) {
      case "UsersTable" -> "USERS_TABLE";
      case "ProgramsTable" -> "PROGRAMS_TABLE";
      default -> "OPERATIONS_TABLE";
    };
  }

  static String queueUrl(String logicalId) {
    var queue =
        CLOUD.topology().queues().stream()
            .filter(it -> it.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow();
    return CLOUD.aws().sqs().getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
  }

  /// The name of a queue, as in origins.
  static String queueName(String logicalId) {
    var url = queueUrl(logicalId);
    return url.substring(url.lastIndexOf('/') + 1);
  }

  void send(String queueLogicalId, String body) {
    CLOUD
        .aws()
        .sqs()
        .sendMessage(request -> request.queueUrl(queueUrl(queueLogicalId)).messageBody(body));
  }

  /// The bodies of the messages in a queue that are about this tenant: the worlds share the queues.
  List<String> received(String queueLogicalId) {
    while (true) {
      var all = receive(queueUrl(queueLogicalId));
      var own = all.stream().filter(body -> body.contains(tenant.value())).toList();
      if (!own.isEmpty() || all.isEmpty()) return own;
    }
  }

  private static List<String> receive(String queueUrl) {
    return CLOUD
        .aws()
        .sqs()
        .receiveMessage(
            request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(5))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  void at(String instant) {
    now = Instant.parse(instant);
  }

  Instant now() {
    return now;
  }

  /// Sends a request as an admin.
  Reply ask(String method, String path, String... body) {
    return as("admin", "admin", method, path, body);
  }

  Reply asMember(String member, String method, String path, String... body) {
    return as("member", member, method, path, body);
  }

  /// @param path with its query
  /// @param body at most one; YAML unless it starts with a brace
  Reply as(String role, String subject, String method, String path, String... body) {
    return caller.as(role, subject, method, path, body);
  }

  Reply send(Map<String, String> claims, String method, String path, String... body) {
    return caller.send(claims, method, path, body);
  }

  /// Changes something as an admin, on the condition of a version.
  ///
  /// @param ifMatch the header's value
  Reply change(String ifMatch, String path, String body) {
    return caller.put("admin", "admin", path, ifMatch, body);
  }

  /// Creates something as an admin, once.
  ///
  /// @param key the header's value
  Reply create(String key, String path, String body) {
    return createAs("admin", key, path, body);
  }

  Reply createAs(String subject, String key, String path, String body) {
    return caller.post("admin", subject, path, key, body);
  }

  /// Reads something as an admin, unless it has still a version.
  ///
  /// @param ifNoneMatch the header's value
  Reply askUnless(String ifNoneMatch, String path) {
    return caller.get("admin", "admin", path, ifNoneMatch);
  }

  Reply askUnlessAsMember(String member, String ifNoneMatch, String path) {
    return caller.get("member", member, path, ifNoneMatch);
  }

  /// Reads something without a token.
  Reply askWithoutToken(String path, Map<String, String> headers) {
    return caller.withoutToken(path, headers);
  }

  /// Sends a request as an admin, with the bytes of a body.
  Reply ask(String method, String path, String contentType, byte[] body) {
    return caller.as("admin", "admin", method, path, contentType, body);
  }

  /// A failure of a message that names the tenant.
  AFailure failure(String name) {
    return new AFailure(environment, tenant, "work", now, name);
  }

  /// The lines of the audit about this tenant.
  List<AuditLine> audit() {
    var filter = FilterCodec.write(FailureFilter.OPEN.withTenant(tenant));
    return new OperationsWiring(environment)
        .audit().list(now.minus(Duration.ofDays(1)), 1_000, Optional.empty()).stream()
            .filter(line -> line.filter().equals(filter))
            .toList();
  }
}
