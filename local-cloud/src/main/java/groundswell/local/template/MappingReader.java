package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.FunctionReader.Event;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Event source mappings, with the defaults and limits of
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html and
/// https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
final class MappingReader {
  private static final int QUEUE_BATCH_DEFAULT = 10;
  private static final int STREAM_BATCH_DEFAULT = 100;
  private static final int BATCH_MAX = 10_000;
  private static final int WINDOW_SECONDS_MAX = 300;

  /// A larger batch of a queue needs a window.
  private static final int BATCH_WITHOUT_WINDOW_MAX = 10;

  private static final int CONCURRENCY_MIN = 2;
  private static final int CONCURRENCY_MAX = 1_000;
  private static final int PARALLELIZATION_MAX = 10;
  private static final int RETRIES_MAX = 10_000;
  private static final int RECORD_AGE_SECONDS_MAX = 604_800;

  /// Stands for no limit on retries or age.
  private static final int UNLIMITED = -1;

  private final CreatedResources resources;
  private final FunctionReader functions;

  MappingReader(CreatedResources resources, FunctionReader functions) {
    this.resources = resources;
    this.functions = functions;
  }

  List<QueueMapping> queueMappings() {
    var inFunctions = functions.events("SQS").map(event -> queueMapping(event, "Queue"));
    var apart = mappings("SQS").map(event -> queueMapping(event, "EventSourceArn"));
    return Stream.concat(inFunctions, apart).toList();
  }

  List<StreamMapping> streamMappings() {
    var inFunctions = functions.events("DynamoDB").map(event -> streamMapping(event, "Stream"));
    var apart = mappings("DynamoDB").map(event -> streamMapping(event, "EventSourceArn"));
    return Stream.concat(inFunctions, apart).toList();
  }

  private Stream<Event> mappings(String type) {
    return resources.of("AWS::Lambda::EventSourceMapping").stream()
        .map(this::mapping)
        .filter(event -> event.type().equals(type));
  }

  private Event mapping(Created created) {
    var properties = created.properties();
    var arn = properties.text("EventSourceArn");
    return new Event(
        created.logicalId(),
        arn.startsWith("arn:aws:sqs:") ? "SQS" : "DynamoDB",
        functions.logicalIdOf(properties, "FunctionName"),
        properties);
  }

  private QueueMapping queueMapping(Event event, String source) {
    var properties = event.properties();
    var batchSize = properties.integer("BatchSize", 1, BATCH_MAX).orElse(QUEUE_BATCH_DEFAULT);
    var window = window(properties);
    if (batchSize > BATCH_WITHOUT_WINDOW_MAX && window.isZero()) {
      throw properties.error(
          "BatchSize %d needs a MaximumBatchingWindowInSeconds of at least 1".formatted(batchSize));
    }
    requireVisibility(event, resources.byArn("AWS::SQS::Queue", "Arn", properties, source));
    return new QueueMapping(
        event.id(),
        event.functionLogicalId(),
        resources.queueArn(properties, source),
        batchSize,
        window,
        properties
            .section("ScalingConfig")
            .map(scaling -> scaling.integer("MaximumConcurrency", CONCURRENCY_MIN, CONCURRENCY_MAX))
            .orElse(OptionalInt.empty()),
        reportsItemFailures(properties),
        filters(properties));
  }

  /// Lambda refuses a mapping whose messages may be redelivered while the function still runs. See
  /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  private void requireVisibility(Event event, Created queue) {
    var visibility = MessagingReader.visibilityTimeout(queue.properties());
    var timeout = functions.timeout(event.functionLogicalId());
    if (visibility.compareTo(timeout) < 0) {
      throw event
          .properties()
          .error(
              "VisibilityTimeout of %s is %d s, but must be at least the Timeout of %s, %d s"
                  .formatted(
                      queue.logicalId(),
                      visibility.toSeconds(),
                      event.functionLogicalId(),
                      timeout.toSeconds()));
    }
  }

  private StreamMapping streamMapping(Event event, String source) {
    var properties = event.properties();
    return new StreamMapping(
        event.id(),
        event.functionLogicalId(),
        table(properties, source).name(),
        properties.integer("BatchSize", 1, BATCH_MAX).orElse(STREAM_BATCH_DEFAULT),
        window(properties),
        properties.integer("ParallelizationFactor", 1, PARALLELIZATION_MAX).orElse(1),
        limit(properties, "MaximumRetryAttempts", RETRIES_MAX),
        limit(properties, "MaximumRecordAgeInSeconds", RECORD_AGE_SECONDS_MAX).stream()
            .mapToObj(Duration::ofSeconds)
            .findFirst(),
        properties.flag("BisectBatchOnFunctionError"),
        reportsItemFailures(properties),
        filters(properties),
        failureBucket(properties));
  }

  private Created table(Section properties, String source) {
    var table = resources.byArn("AWS::DynamoDB::Table", "StreamArn", properties, source);
    if (table.properties().find("StreamSpecification").isEmpty()) {
      throw properties.error("%s: table %s has no stream".formatted(source, table.logicalId()));
    }
    return table;
  }

  private static Duration window(Section properties) {
    return properties
        .seconds("MaximumBatchingWindowInSeconds", 0, WINDOW_SECONDS_MAX)
        .orElse(Duration.ZERO);
  }

  private static OptionalInt limit(Section properties, String name, int max) {
    var limit = properties.integer(name, UNLIMITED, max);
    return limit.orElse(UNLIMITED) == UNLIMITED ? OptionalInt.empty() : limit;
  }

  private static boolean reportsItemFailures(Section properties) {
    return !properties.texts("FunctionResponseTypes").isEmpty();
  }

  private static List<String> filters(Section properties) {
    return properties.section("FilterCriteria").stream()
        .flatMap(criteria -> criteria.sections("Filters").stream())
        .map(filter -> filter.json("Pattern").orElseThrow(() -> filter.error("Pattern is missing")))
        .toList();
  }

  private Optional<String> failureBucket(Section properties) {
    return properties
        .section("DestinationConfig")
        .flatMap(config -> config.section("OnFailure"))
        .map(
            onFailure -> {
              var bucket = resources.byArn("AWS::S3::Bucket", "Arn", onFailure, "Destination");
              return resources.attribute(bucket, "Arn");
            });
  }
}
