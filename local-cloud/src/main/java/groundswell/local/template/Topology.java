package groundswell.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// What a template says exists, with every reference resolved to names, ARNs and URLs of the local
/// cloud. Events inside functions are written out as routes, rules, mappings and notifications, as
/// the SAM transform does.
///
/// @param parameters SSM parameters by name
/// @param outputs the template's outputs by name
/// @param cachedPaths what a distribution caches for callers with its cookies
/// @param pageHeaders the headers that pages of the console have, by name
/// @param withoutEffect what is accepted but does nothing here, each as `LogicalId.Property`
public record Topology(
    List<Table> tables,
    List<Queue> queues,
    List<Topic> topics,
    List<Bus> buses,
    List<Rule> rules,
    List<Bucket> buckets,
    List<Function> functions,
    List<QueueMapping> queueMappings,
    List<StreamMapping> streamMappings,
    Optional<HttpApi> httpApi,
    Roles roles,
    Map<String, String> parameters,
    Map<String, String> outputs,
    Optional<CachedPaths> cachedPaths,
    Map<String, String> pageHeaders,
    List<String> withoutEffect) {

  /// The same with changed queues.
  public Topology withQueues(UnaryOperator<Queue> change) {
    return new Topology(
        tables,
        queues.stream().map(change).toList(),
        topics,
        buses,
        rules,
        buckets,
        functions,
        queueMappings,
        streamMappings,
        httpApi,
        roles,
        parameters,
        outputs,
        cachedPaths,
        pageHeaders,
        withoutEffect);
  }

  /// @param stream whether changes are streamed, as new images
  /// @param timeToLive the attribute that holds an item's expiry
  public record Table(
      String logicalId,
      String name,
      String arn,
      Key partitionKey,
      Optional<Key> sortKey,
      List<Index> indexes,
      boolean stream,
      Optional<String> timeToLive) {}

  /// @param type `S`, `N` or `B`
  public record Key(String attribute, String type) {}

  /// @param included what it projects beside the keys, if its projection is `INCLUDE`
  public record Index(
      String name,
      Key partitionKey,
      Optional<Key> sortKey,
      String projection,
      List<String> included) {}

  public record Queue(
      String logicalId,
      String name,
      String arn,
      Duration visibilityTimeout,
      Duration retention,
      Duration delay,
      Optional<Redrive> redrive) {

    public Queue withVisibilityTimeout(Duration timeout) {
      return new Queue(logicalId, name, arn, timeout, retention, delay, redrive);
    }
  }

  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}

  /// @param subscriptions queues that the topic delivers to
  public record Topic(
      String logicalId, String name, String arn, List<Subscription> subscriptions) {}

  /// @param filterPolicyJson the filter policy as JSON text
  public record Subscription(
      String queueArn, Optional<String> filterPolicyJson, FilterScope scope, boolean rawDelivery) {}

  public enum FilterScope {
    MESSAGE_ATTRIBUTES,
    MESSAGE_BODY
  }

  public record Bus(String logicalId, String name, String arn) {}

  /// @param patternJson the event pattern as JSON text
  public record Rule(String logicalId, String busName, String patternJson, List<Target> targets) {}

  /// A queue as the target of a rule.
  public record Target(String id, String queueArn, Optional<String> deadLetterQueueArn) {}

  /// @param cors the web pages that may call it
  public record Bucket(
      String logicalId,
      String name,
      boolean versioned,
      List<Notification> notifications,
      List<CorsRule> cors) {

    /// A bucket that no web page may call.
    public Bucket(
        String logicalId, String name, boolean versioned, List<Notification> notifications) {
      this(logicalId, name, versioned, notifications, List.of());
    }
  }

  /// Lets web pages call a bucket or the API.
  ///
  /// @param origins of the pages; one `*` in each stands for anything, as in `headers`
  /// @param exposed headers of answers that the page may read
  /// @param maxAge how long a browser remembers the answer
  public record CorsRule(
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      Optional<Duration> maxAge) {}

  /// Sends object events to a queue.
  ///
  /// @param events for example `s3:ObjectCreated:*`
  public record Notification(
      String queueArn, List<String> events, Optional<String> prefix, Optional<String> suffix) {}

  /// @param handler class name, without the method
  /// @param environment its environment variables
  /// @param reservedConcurrency the most instances that may run at once, over all its triggers
  /// @param recursiveLoopAllowed whether it may invoke itself in a loop through a queue or topic
  /// @param asynchronousRetries how often a failed asynchronous call is retried
  public record Function(
      String logicalId,
      String name,
      String arn,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      OptionalInt reservedConcurrency,
      boolean recursiveLoopAllowed,
      int asynchronousRetries) {}

  /// @param maximumConcurrency empty where the template sets none
  /// @param filters event patterns as JSON text; a record passes if one matches, or if there are
  ///     none
  public record QueueMapping(
      String id,
      String functionLogicalId,
      String queueArn,
      int batchSize,
      Duration window,
      OptionalInt maximumConcurrency,
      boolean reportsBatchItemFailures,
      List<String> filters) {}

  /// @param maximumRetryAttempts empty: until the record is too old
  /// @param failureBucketArn the on-failure destination
  public record StreamMapping(
      String id,
      String functionLogicalId,
      String tableName,
      int batchSize,
      Duration window,
      int parallelizationFactor,
      OptionalInt maximumRetryAttempts,
      Optional<Duration> maximumRecordAge,
      boolean bisectOnError,
      boolean reportsBatchItemFailures,
      List<String> filters,
      Optional<String> failureBucketArn) {}

  /// The routes, and who may call them.
  ///
  /// @param authorizers by their names
  /// @param cors the web pages that may call it
  public record HttpApi(
      String logicalId,
      List<Route> routes,
      Map<String, JwtAuthorizer> authorizers,
      Optional<CorsRule> cors) {

    /// An API that no web page of another origin may call.
    public HttpApi(String logicalId, List<Route> routes, Map<String, JwtAuthorizer> authorizers) {
      this(logicalId, routes, authorizers, Optional.empty());
    }

    /// The audience of the tokens that its routes accept.
    public List<String> audience() {
      return authorizers.values().stream()
          .flatMap(authorizer -> authorizer.audience().stream())
          .distinct()
          .toList();
    }
  }

  /// Paths that a distribution answers out of its cache, to callers with cookies signed with a key.
  ///
  /// @param pattern of the paths; `*` stands for anything
  /// @param keysPem public keys in PEM, by the ids that cookies name
  /// @param query the parameters that make a difference; others are not passed on
  /// @param headers that the API gets from the distribution, and from nobody else
  /// @param life how long an answer is kept
  public record CachedPaths(
      String pattern,
      Map<String, String> keysPem,
      List<String> query,
      Map<String, String> headers,
      Duration life) {}

  public record JwtAuthorizer(String issuer, List<String> audience) {}

  /// @param method an HTTP method, or `ANY`
  /// @param path with `{name}` segments, `{name+}` for the rest
  /// @param authorizer the name of the authorizer of its callers; empty if anyone may call
  public record Route(
      String method, String path, String functionLogicalId, Optional<String> authorizer) {}
}
