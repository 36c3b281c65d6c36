package groundswell.integration.stack;

import groundswell.domain.ids.TenantId;
import groundswell.local.template.Topology;
import groundswell.platform.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A CloudFormation stack, used as an operator uses it. The API's function is called directly, not
/// through API Gateway, which takes tokens of one issuer only and which LocalStack lacks.
public final class Deployed implements Stack {
  static final Path TEMPLATE = Path.of("../template.yaml");
  static final Path EVIDENCE = Path.of("target/evidence");
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final String ALIAS = "live";
  private static final List<QueueAttributeName> DEPTHS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final Cloud cloud;
  private final String stackName;
  private final Map<String, StackResourceSummary> resources;
  private final FrontDoor door;
  private final Inbox inbox;
  private final Place place;
  private final Waiting waiting = new Waiting(PATIENCE, PAUSE, this::state);

  /// @param place closed with the stack
  Deployed(Cloud cloud, String stackName, Place place) {
    this.cloud = cloud;
    this.stackName = stackName;
    this.place = place;
    resources = StackResources.of(cloud.cloudFormation(), stackName);
    door = FrontDoor.open(TEMPLATE, Map.of(), this::invoke);
    inbox =
        Inbox.subscribe(
            cloud.aws(),
            name("NotificationTopic"),
            "%s-inbox-%d".formatted(stackName, ProcessHandle.current().pid()));
  }

  private byte[] invoke(String functionLogicalId, byte[] event) {
    var answer =
        cloud
            .lambda()
            .invoke(
                request ->
                    request
                        .functionName(name(functionLogicalId))
                        .qualifier(ALIAS)
                        .payload(SdkBytes.fromByteArrayUnsafe(event)));
    if (answer.functionError() != null)
      throw new IllegalStateException(
          "%s failed: %s".formatted(functionLogicalId, answer.payload().asUtf8String()));
    return answer.payload().asByteArrayUnsafe();
  }

  @Override
  public URI api() {
    return door.address();
  }

  @Override
  public String token(TenantId tenant, String role, String subject) {
    return door.token(tenant, role, subject);
  }

  @Override
  public AwsClients aws() {
    return cloud.aws();
  }

  @Override
  public String name(String logicalId) {
    var resource = resources.get(logicalId);
    if (resource == null) throw new IllegalArgumentException("nothing called " + logicalId);
    return resource.physicalResourceId();
  }

  @Override
  public String queueUrl(String logicalId) {
    return name(logicalId);
  }

  @Override
  public List<String> deadLetterQueues() {
    return queues().stream().filter(Deployed::holdsDeadLetters).toList();
  }

  private List<String> queues() {
    return door.topology().queues().stream().map(Topology.Queue::logicalId).toList();
  }

  private static boolean holdsDeadLetters(String queue) {
    return queue.endsWith("DeadLetterQueue");
  }

  @Override
  public long depth(String queueLogicalId) {
    return cloud
        .aws()
        .sqs()
        .getQueueAttributes(
            request -> request.queueUrl(queueUrl(queueLogicalId)).attributeNames(DEPTHS))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Override
  public List<Notification> notifications() {
    return inbox.notifications();
  }

  @Override
  public void awaitQuiet() {
    await("quiet", this::isQuiet);
  }

  /// Looks at the queues only: nobody can see how far a stream is read.
  private boolean isQuiet() {
    return queues().stream()
        .filter(queue -> !holdsDeadLetters(queue))
        .allMatch(queue -> depth(queue) == 0);
  }

  @Override
  public void settle(Runnable check) {
    awaitQuiet();
    waiting.untilHolds(check);
  }

  @Override
  public void await(String what, BooleanSupplier condition) {
    waiting.until(what, condition);
  }

  /// What is in the queues.
  private String state() {
    var depths = new TreeMap<String, Long>();
    for (var queue : queues()) depths.put(queue, depth(queue));
    depths.values().removeIf(depth -> depth == 0);
    return "%s: %s".formatted(stackName, depths);
  }

  @Override
  public Trouble throttle(String functionLogicalId) {
    var function = name(functionLogicalId);
    var lambda = cloud.lambda();
    lambda.putFunctionConcurrency(
        request -> request.functionName(function).reservedConcurrentExecutions(0));
    return () -> lambda.deleteFunctionConcurrency(request -> request.functionName(function));
  }

  @Override
  public Trouble misdirect(String functionLogicalId, String tableVariable) {
    var function = name(functionLogicalId);
    var good =
        cloud
            .lambda()
            .getFunctionConfiguration(request -> request.functionName(function))
            .environment()
            .variables();
    var bad = new HashMap<>(good);
    bad.put(tableVariable, "no-such-table");
    release(function, bad);
    return () -> release(function, good);
  }

  /// Publishes a new version, and points the alias that everybody calls to it.
  private void release(String function, Map<String, String> variables) {
    var lambda = cloud.lambda();
    lambda.updateFunctionConfiguration(
        request ->
            request
                .functionName(function)
                .environment(environment -> environment.variables(variables)));
    lambda.waiter().waitUntilFunctionUpdatedV2(request -> request.functionName(function));
    var version = lambda.publishVersion(request -> request.functionName(function)).version();
    lambda
        .waiter()
        .waitUntilPublishedVersionActive(
            request -> request.functionName(function).qualifier(version));
    lambda.updateAlias(
        request -> request.functionName(function).name(ALIAS).functionVersion(version));
  }

  /// Empty: nothing here counts how many invocations a mapping runs at once.
  @Override
  public List<Concurrency> concurrency() {
    return List.of();
  }

  @Override
  public void leaveEvidence(String test) {
    try {
      Files.createDirectories(EVIDENCE);
      Files.writeString(EVIDENCE.resolve(test + ".queues.txt"), state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    place.saveLogs(EVIDENCE);
  }

  /// The names of all functions of the stack.
  List<String> functions() {
    return resources.values().stream()
        .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
        .map(StackResourceSummary::physicalResourceId)
        .toList();
  }

  @Override
  public void close() {
    inbox.close();
    place.close();
    door.close();
  }
}
