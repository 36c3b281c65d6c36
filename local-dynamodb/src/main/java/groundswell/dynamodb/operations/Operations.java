package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.tables.Database;
import groundswell.dynamodb.tables.StorageFull;
import groundswell.dynamodb.tables.TableGone;
import groundswell.dynamodb.throughput.Throttled;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/// All operations, as the clients call them.
public final class Operations {
  private final Engine engine;
  private final ClientTokens tokens;

  public Operations(Database database, Options options) {
    this.engine = new Engine(database, options);
    this.tokens = new ClientTokens(options.clock());
    for (var name : database.tableNames()) {
      var table = engine.tableNamed(name);
      CapacityModes.tell(table, engine.settings(table).description());
    }
  }

  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return answer(new BatchGetItem(engine)::run, request);
  }

  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return answer(new BatchWriteItem(engine)::run, request);
  }

  public CreateTableResponse createTable(CreateTableRequest request) {
    return answer(new CreateTable(engine)::run, request);
  }

  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return answer(new DeleteItem(engine)::run, request);
  }

  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    return answer(new Tables(engine)::delete, request);
  }

  public DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest request) {
    return Account.endpoints(engine.options());
  }

  public DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
    return Account.limits();
  }

  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return answer(new Tables(engine)::describe, request);
  }

  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    return answer(new TimeToLive(engine)::describe, request);
  }

  public GetItemResponse getItem(GetItemRequest request) {
    return answer(new GetItem(engine)::run, request);
  }

  public ListTablesResponse listTables(ListTablesRequest request) {
    return answer(new Tables(engine)::list, request);
  }

  public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
    return answer(new Tags(engine)::list, request);
  }

  public PutItemResponse putItem(PutItemRequest request) {
    return answer(new PutItem(engine)::run, request);
  }

  public QueryResponse query(QueryRequest request) {
    return answer(new Query(engine)::run, request);
  }

  public ScanResponse scan(ScanRequest request) {
    return answer(new Scan(engine)::run, request);
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    return answer(new Tags(engine)::tag, request);
  }

  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return answer(new TransactGetItems(engine)::run, request);
  }

  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return answer(new TransactWriteItems(engine, tokens)::run, request);
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return answer(new Tags(engine)::untag, request);
  }

  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return answer(new UpdateItem(engine)::run, request);
  }

  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    return answer(new UpdateTable(engine)::run, request);
  }

  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    return answer(new TimeToLive(engine)::update, request);
  }

  public ListStreamsResponse listStreams(ListStreamsRequest request) {
    return answer(new Streams(engine)::list, request);
  }

  public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    return answer(new Streams(engine)::describe, request);
  }

  public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    return answer(new Streams(engine)::iterator, request);
  }

  public GetRecordsResponse getRecords(GetRecordsRequest request) {
    return answer(new Streams(engine)::records, request);
  }

  private <Q, A> A answer(Function<Q, A> operation, Q request) {
    try {
      return operation.apply(request);
    } catch (TableGone _) {
      throw Errors.resourceNotFound();
    } catch (StorageFull full) {
      throw Errors.limitExceeded(String.valueOf(full.getMessage()));
    } catch (Throttled throttled) {
      throw new Throttling(engine).refusal(throttled);
    }
  }
}
