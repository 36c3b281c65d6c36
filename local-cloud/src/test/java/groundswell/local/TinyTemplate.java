package groundswell.local;

import groundswell.local.template.Roles;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Bucket;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.Function;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.Redrive;
import groundswell.local.template.Topology.Rule;
import groundswell.local.template.Topology.StreamMapping;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Table;
import groundswell.local.template.Topology.Target;
import groundswell.local.template.Topology.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Builds small topologies for tests. Logical ids are also the names.
final class TinyTemplate {
  private static final int ASYNCHRONOUS_RETRIES = 2;

  private final List<Table> tables = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();
  private final List<Topic> topics = new ArrayList<>();
  private final List<Bus> buses = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Bucket> buckets = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<QueueMapping> queueMappings = new ArrayList<>();
  private final List<StreamMapping> streamMappings = new ArrayList<>();
  private Roles roles = Roles.unrestricted();

  static String queueArn(String name) {
    return "arn:aws:sqs:us-east-1:000000000000:" + name;
  }

  static String topicArn(String name) {
    return "arn:aws:sns:us-east-1:000000000000:" + name;
  }

  TinyTemplate table(String name) {
    var arn = "arn:aws:dynamodb:us-east-1:000000000000:table/" + name;
    tables.add(
        new Table(
            name,
            name,
            arn,
            new Topology.Key("PK", "S"),
            Optional.of(new Topology.Key("SK", "S")),
            List.of(),
            true,
            Optional.empty()));
    return this;
  }

  TinyTemplate queue(String name) {
    return queue(name, Duration.ofSeconds(30), Optional.empty());
  }

  TinyTemplate queue(String name, Duration visibilityTimeout) {
    return queue(name, visibilityTimeout, Optional.empty());
  }

  /// A queue whose dead-letter queue is `<name>-dlq`.
  TinyTemplate queueWithDeadLetters(String name, Duration visibilityTimeout, int maxReceiveCount) {
    queue(name + "-dlq");
    return queue(
        name,
        visibilityTimeout,
        Optional.of(new Redrive(queueArn(name + "-dlq"), maxReceiveCount)));
  }

  private TinyTemplate queue(String name, Duration visibilityTimeout, Optional<Redrive> redrive) {
    queues.add(
        new Queue(
            name,
            name,
            queueArn(name),
            visibilityTimeout,
            Duration.ofDays(4),
            Duration.ZERO,
            redrive));
    return this;
  }

  TinyTemplate bucket(String name) {
    buckets.add(new Bucket(name, name, false, List.of()));
    return this;
  }

  /// A bucket that notifies a queue of each object.
  TinyTemplate bucket(String name, String queue) {
    return bucket(name, queue, false);
  }

  /// The same, with versions.
  TinyTemplate versionedBucket(String name, String queue) {
    return bucket(name, queue, true);
  }

  private TinyTemplate bucket(String name, String queue, boolean versioned) {
    var all = List.of("s3:ObjectCreated:*");
    var notification =
        new Topology.Notification(queueArn(queue), all, Optional.empty(), Optional.empty());
    buckets.add(new Bucket(name, name, versioned, List.of(notification)));
    return this;
  }

  TinyTemplate topic(String name, Subscription... subscriptions) {
    topics.add(new Topic(name, name, topicArn(name), List.of(subscriptions)));
    return this;
  }

  TinyTemplate bus(String name) {
    buses.add(new Bus(name, name, "arn:aws:events:us-east-1:000000000000:event-bus/" + name));
    return this;
  }

  TinyTemplate rule(String name, String bus, String pattern, Target target) {
    rules.add(new Rule(name, bus, pattern, List.of(target)));
    return this;
  }

  TinyTemplate function(String name, Class<?> handler, Script<?, ?> script) {
    return function(name, handler, script, function -> function);
  }

  TinyTemplate function(
      String name, Class<?> handler, Script<?, ?> script, UnaryOperator<Function> change) {
    functions.add(
        change.apply(
            new Function(
                name,
                name,
                "arn:aws:lambda:us-east-1:000000000000:function:" + name,
                handler.getName(),
                Map.of(Script.VARIABLE, script.register()),
                Duration.ofSeconds(10),
                OptionalInt.empty(),
                false,
                ASYNCHRONOUS_RETRIES)));
    return this;
  }

  static UnaryOperator<Function> timeout(Duration timeout) {
    return f ->
        with(
            f, timeout, f.reservedConcurrency(), f.recursiveLoopAllowed(), f.asynchronousRetries());
  }

  static UnaryOperator<Function> reservedConcurrency(int instances) {
    return f ->
        with(
            f,
            f.timeout(),
            OptionalInt.of(instances),
            f.recursiveLoopAllowed(),
            f.asynchronousRetries());
  }

  static UnaryOperator<Function> recursiveLoopAllowed() {
    return f -> with(f, f.timeout(), f.reservedConcurrency(), true, f.asynchronousRetries());
  }

  static UnaryOperator<Function> asynchronousRetries(int retries) {
    return f -> with(f, f.timeout(), f.reservedConcurrency(), f.recursiveLoopAllowed(), retries);
  }

  private static Function with(
      Function f,
      Duration timeout,
      OptionalInt reservedConcurrency,
      boolean recursiveLoopAllowed,
      int asynchronousRetries) {
    return new Function(
        f.logicalId(),
        f.name(),
        f.arn(),
        f.handler(),
        f.environment(),
        timeout,
        reservedConcurrency,
        recursiveLoopAllowed,
        asynchronousRetries);
  }

  TinyTemplate mapping(QueueMapping mapping) {
    queueMappings.add(mapping);
    return this;
  }

  TinyTemplate mapping(StreamMapping mapping) {
    streamMappings.add(mapping);
    return this;
  }

  /// What functions may do; by default everything.
  TinyTemplate roles(Roles value) {
    roles = value;
    return this;
  }

  Topology build() {
    return new Topology(
        tables,
        queues,
        topics,
        buses,
        rules,
        buckets,
        functions,
        queueMappings,
        streamMappings,
        Optional.empty(),
        roles,
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        List.of());
  }
}
