package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.values.Item;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html>
final class Scan {
  private static final ValueLayer LAYER = ValueLayer.NAMED;
  private static final int SEGMENTS_MAX = 1_000_000;

  private final Engine engine;

  Scan(Engine engine) {
    this.engine = engine;
  }

  /// A request, parsed without its table.
  private record Parsed(
      ScanRequest request,
      Selection selection,
      Optional<Item> start,
      Optional<Condition> filter,
      Optional<Projection> projection) {
    boolean isConsistent() {
      return Boolean.TRUE.equals(request.consistentRead());
    }
  }

  ScanResponse run(ScanRequest request) {
    checkMembers(request);
    checkSegments(request);
    var parsed = parse(request);
    var table = engine.tableOfItems(request.tableName());
    var index = Indexes.find(table, request.indexName());
    Indexes.checkRead(index, parsed.isConsistent());
    parsed.selection().check(index);
    Indexes.checkHeld(index, table, parsed.projection());
    parsed.start().ifPresent(key -> StartKeys.check(key, table.definition(), index, true));
    var scan = scan(parsed, index);
    if (!table.startsWithin(scan))
      throw Errors.validation(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: %d Segment: %d"
              .formatted(scan.segments(), scan.segment()));
    var page =
        new PageReader(
            table,
            index,
            parsed.selection(),
            parsed.filter(),
            parsed.projection(),
            parsed.isConsistent());
    page.read(table.scan(scan), request.limit() == null ? Integer.MAX_VALUE : request.limit());
    return response(request, page);
  }

  private static Parsed parse(ScanRequest request) {
    var expressions = expressions(request);
    var selection =
        Selection.of(
            request.selectAsString(),
            request.projectionExpression() != null,
            request.indexName() != null,
            Errors::validation);
    var start = StartKeys.read(request.hasExclusiveStartKey(), request.exclusiveStartKey());
    var filter = expressions.filter(request.filterExpression());
    var projection = expressions.projection(request.projectionExpression());
    expressions.finish();
    return new Parsed(request, selection, start, filter, projection);
  }

  private static ExpressionReader expressions(ScanRequest request) {
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("ProjectionExpression", request.projectionExpression())
            .expression("FilterExpression", request.filterExpression())
            .legacy("AttributesToGet", request.hasAttributesToGet())
            .legacy("ScanFilter", request.hasScanFilter())
            .legacy("ConditionalOperator", request.conditionalOperatorAsString() != null)
            .values(request.hasExpressionAttributeValues())
            .check();
    return new ExpressionReader(
        LAYER,
        hasExpression,
        request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
        request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
  }

  private static groundswell.dynamodb.tables.Scan scan(
      Parsed parsed, @Nullable IndexDefinition index) {
    var request = parsed.request();
    return new groundswell.dynamodb.tables.Scan(
        Optional.ofNullable(index).map(IndexDefinition::name),
        request.segment() == null ? 0 : request.segment(),
        request.totalSegments() == null ? 1 : request.totalSegments(),
        parsed.start(),
        parsed.isConsistent());
  }

  private static ScanResponse response(ScanRequest request, PageReader page) {
    var response =
        ScanResponse.builder()
            .count(page.count())
            .scannedCount(page.scannedCount())
            .consumedCapacity(page.consumed(request.returnConsumedCapacityAsString()));
    page.items().ifPresent(response::items);
    page.lastEvaluatedKey().ifPresent(response::lastEvaluatedKey);
    return response.build();
  }

  private static void checkMembers(ScanRequest request) {
    new Constraints()
        .tableOfItems(request.tableName())
        .pattern("indexName", request.indexName())
        .length(
            "indexName",
            request.indexName(),
            Constraints.NAME_LENGTH_MIN,
            Constraints.NAME_LENGTH_MAX)
        .atLeast("limit", request.limit(), 1)
        .oneOf(Choice.SELECT, request.selectAsString())
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .atLeast("totalSegments", request.totalSegments(), 1)
        .atMost("totalSegments", request.totalSegments(), SEGMENTS_MAX)
        .atLeast("segment", request.segment(), 0)
        .atMost("segment", request.segment(), SEGMENTS_MAX - 1L)
        .check();
  }

  private static void checkSegments(ScanRequest request) {
    if (request.segment() == null && request.totalSegments() == null) return;
    if (request.totalSegments() == null)
      throw Errors.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    if (request.segment() == null)
      throw Errors.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    if (request.segment() >= request.totalSegments())
      throw Errors.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: %d is not less than TotalSegments: %d"
              .formatted(request.segment(), request.totalSegments()));
  }
}
