package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.streams.IteratorOutcome;
import groundswell.dynamodb.streams.ReadOutcome;
import groundswell.dynamodb.streams.Shard;
import groundswell.dynamodb.streams.ShardIterator;
import groundswell.dynamodb.streams.StartAt;
import groundswell.dynamodb.streams.StreamIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// The operations on streams:
/// APIReference/API_Operations_Amazon_DynamoDB_Streams.html
final class Streams {
  private static final String AFTER_ARN = "|1|";
  private static final int PAGE_MAX = 100;
  private static final int RECORDS_MAX = 1_000;
  private static final int ARN_LENGTH_MIN = 37;
  private static final int ARN_LENGTH_MAX = 1_024;
  private static final int SHARD_ID_LENGTH_MIN = 28;
  private static final int SHARD_ID_LENGTH_MAX = 65;
  private static final Pattern ARN =
      Pattern.compile(
          "arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([a-zA-Z0-9_.-]{3,255})/stream/([0-9T:.-]+)");

  private final Engine engine;

  Streams(Engine engine) {
    this.engine = engine;
  }

  ListStreamsResponse list(ListStreamsRequest request) {
    new Constraints()
        .pattern("tableName", request.tableName())
        .length(
            "tableName",
            request.tableName(),
            Constraints.NAME_LENGTH_MIN,
            Constraints.NAME_LENGTH_MAX)
        .atLeast("limit", request.limit(), 1)
        .atMost("limit", request.limit(), PAGE_MAX)
        .check();
    var limit = request.limit() == null ? PAGE_MAX : request.limit();
    var rest =
        after(request.exclusiveStartStreamArn())
            .filter(
                stream ->
                    request.tableName() == null
                        || stream.identity().table().equals(request.tableName()))
            .limit(limit + 1L)
            .toList();
    var page = rest.stream().limit(limit).map(this::summary).toList();
    var response = ListStreamsResponse.builder().streams(page);
    if (rest.size() > limit) response.lastEvaluatedStreamArn(page.getLast().streamArn());
    return response.build();
  }

  private Stream<ChangeStream> after(@Nullable String startArn) {
    var streams = engine.database().streams().stream();
    if (startArn == null) return streams;
    return streams.dropWhile(stream -> !arn(stream).equals(startArn)).skip(1);
  }

  private software.amazon.awssdk.services.dynamodb.model.Stream summary(ChangeStream stream) {
    return software.amazon.awssdk.services.dynamodb.model.Stream.builder()
        .streamArn(arn(stream))
        .tableName(stream.identity().table())
        .streamLabel(stream.identity().label())
        .build();
  }

  private String arn(ChangeStream stream) {
    return TableNames.streamArn(
        engine.options(), stream.identity().table(), stream.identity().label());
  }

  DescribeStreamResponse describe(DescribeStreamRequest request) {
    checkArn(new Constraints(), request.streamArn())
        .atLeast("limit", request.limit(), 1)
        .atMost("limit", request.limit(), PAGE_MAX)
        .check();
    var stream = find(request.streamArn());
    var limit = request.limit() == null ? PAGE_MAX : request.limit();
    var rest = shards(stream, request);
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var identity = stream.identity();
    var description =
        StreamDescription.builder()
            .streamArn(arn(stream))
            .streamLabel(identity.label())
            .streamStatus(stream.isEnabled() ? StreamStatus.ENABLED : StreamStatus.DISABLED)
            .streamViewType(StreamViewType.fromValue(identity.view().name()))
            .creationRequestDateTime(identity.created())
            .tableName(identity.table())
            .keySchema(keySchema(identity))
            .shards(page.stream().map(StreamRecords::toSdk).toList());
    if (page.size() < rest.size()) description.lastEvaluatedShardId(page.getLast().id());
    return DescribeStreamResponse.builder().streamDescription(description.build()).build();
  }

  private static List<Shard> shards(ChangeStream stream, DescribeStreamRequest request) {
    var shards = stream.shards().stream();
    var filter = request.shardFilter();
    if (filter != null && filter.shardId() != null)
      shards =
          shards.filter(shard -> shard.parentId().filter(filter.shardId()::equals).isPresent());
    var start = request.exclusiveStartShardId();
    if (start != null) shards = shards.dropWhile(shard -> !shard.id().equals(start)).skip(1);
    return shards.toList();
  }

  private static List<KeySchemaElement> keySchema(StreamIdentity identity) {
    var elements = new ArrayList<KeySchemaElement>();
    elements.add(element(identity.partitionKey(), KeyType.HASH));
    identity.sortKey().ifPresent(sort -> elements.add(element(sort, KeyType.RANGE)));
    return elements;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  GetShardIteratorResponse iterator(GetShardIteratorRequest request) {
    checkArn(new Constraints(), request.streamArn())
        .notNull("shardId", request.shardId())
        .length("shardId", request.shardId(), SHARD_ID_LENGTH_MIN, SHARD_ID_LENGTH_MAX)
        .notNull("shardIteratorType", request.shardIteratorTypeAsString())
        .oneOf(Choice.SHARD_ITERATOR_TYPE, request.shardIteratorTypeAsString())
        .check();
    var start = start(request);
    var stream = find(request.streamArn());
    return switch (stream.iterator(request.shardId(), start)) {
      case IteratorOutcome.Opened(ShardIterator iterator) ->
          GetShardIteratorResponse.builder()
              .shardIterator(request.streamArn() + AFTER_ARN + iterator.token())
              .build();
      case IteratorOutcome.UnknownShard() ->
          throw Errors.resourceNotFound(
              "Requested resource not found: Shard: %s in Stream: %s not found"
                  .formatted(request.shardId(), request.streamArn()));
      case IteratorOutcome.Trimmed() -> throw trimmed();
      case IteratorOutcome.OutOfRange() ->
          throw Errors.validation(
              "Invalid SequenceNumber: %s is not in the range of shard %s"
                  .formatted(request.sequenceNumber(), request.shardId()));
    };
  }

  private static StartAt start(GetShardIteratorRequest request) {
    var number = request.sequenceNumber();
    return switch (request.shardIteratorTypeAsString()) {
      case "LATEST" -> new StartAt.Latest();
      case "AT_SEQUENCE_NUMBER" -> new StartAt.AtSequenceNumber(required(number));
      case "AFTER_SEQUENCE_NUMBER" -> new StartAt.AfterSequenceNumber(required(number));
      default -> new StartAt.TrimHorizon();
    };
  }

  private static String required(@Nullable String sequenceNumber) {
    if (sequenceNumber == null)
      throw Errors.validation(
          "One or more parameter values were invalid: SequenceNumber must be specified when"
              + " ShardIteratorType is AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER");
    return sequenceNumber;
  }

  GetRecordsResponse records(GetRecordsRequest request) {
    new Constraints()
        .notNull("shardIterator", request.shardIterator())
        .atLeast("limit", request.limit(), 1)
        .atMost("limit", request.limit(), RECORDS_MAX)
        .check();
    // As in the service's iterators, the stream's name comes first: LocalStack reads it there.
    var ownPart = request.shardIterator().lastIndexOf('|') + 1;
    var prefix = request.shardIterator().substring(0, ownPart);
    var iterator =
        ShardIterator.parse(request.shardIterator().substring(ownPart))
            .orElseThrow(() -> Errors.validation("Invalid ShardIterator"));
    var stream =
        engine.database().stream(iterator.table(), iterator.label())
            .orElseThrow(() -> Errors.resourceNotFound());
    return switch (stream.read(iterator, request.limit() == null ? RECORDS_MAX : request.limit())) {
      case ReadOutcome.Records(var records, var next) -> {
        var toSdk = new StreamRecords(engine.options().region(), stream.identity());
        yield GetRecordsResponse.builder()
            .records(records.stream().map(toSdk::toSdk).toList())
            .nextShardIterator(next.map(place -> prefix + place.token()).orElse(null))
            .build();
      }
      case ReadOutcome.Expired() ->
          throw Errors.expiredIterator(
              "Iterator expired. The iterator was created more than 15 minutes ago.");
      case ReadOutcome.Trimmed() -> throw trimmed();
      case ReadOutcome.UnknownShard() -> throw Errors.resourceNotFound();
    };
  }

  private static RuntimeException trimmed() {
    return Errors.trimmedData(
        "The operation attempted to read past the oldest stream record in a shard");
  }

  private static Constraints checkArn(Constraints constraints, @Nullable String arn) {
    return constraints
        .notNull("streamArn", arn)
        .length("streamArn", arn, ARN_LENGTH_MIN, ARN_LENGTH_MAX);
  }

  private ChangeStream find(String arn) {
    var parts = ARN.matcher(arn);
    if (!parts.matches()) throw Errors.validation("Invalid StreamArn: " + arn);
    return engine.database().stream(parts.group(1), parts.group(2))
        .orElseThrow(
            () ->
                Errors.resourceNotFound(
                    "Requested resource not found: Stream: %s not found".formatted(arn)));
  }
}
