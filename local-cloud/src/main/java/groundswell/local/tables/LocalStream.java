package groundswell.local.tables;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The stream of one table.
public final class LocalStream {
  /// The most that GetRecords returns at once:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html>.
  public static final int RECORDS_MAX = 1000;

  private final DynamoDbStreamsClient client;
  private final Runnable awaitDurability;
  private final String tableName;
  private final String arn;

  /// @param awaitDurability returns once what was read would survive the end of the process
  LocalStream(
      DynamoDbStreamsClient client, Runnable awaitDurability, String tableName, String arn) {
    this.client = client;
    this.awaitDurability = awaitDurability;
    this.tableName = tableName;
    this.arn = arn;
  }

  public String tableName() {
    return tableName;
  }

  public String arn() {
    return arn;
  }

  public List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    Optional<String> from = Optional.empty();
    do {
      var start = from;
      var description =
          client
              .describeStream(
                  request -> request.streamArn(arn).exclusiveStartShardId(start.orElse(null)))
              .streamDescription();
      shards.addAll(description.shards());
      from = Optional.ofNullable(description.lastEvaluatedShardId());
    } while (from.isPresent());
    return shards;
  }

  /// A reader of one shard.
  ///
  /// @param after the sequence number to read after; empty starts with the oldest record
  public ShardReader open(String shardId, Optional<String> after) {
    return new ShardReader(shardId, after);
  }

  public static BigInteger sequenceNumber(Record change) {
    return new BigInteger(change.dynamodb().sequenceNumber());
  }

  /// @param atEnd whether there was nothing to read at the time of the call
  public record Page(List<Record> records, boolean atEnd) {}

  /// Reads one shard in order. For one task at a time.
  public final class ShardReader {
    private final String shardId;
    private Optional<String> iterator;
    private BigInteger last = BigInteger.ONE.negate();

    private ShardReader(String shardId, Optional<String> after) {
      this.shardId = shardId;
      this.iterator =
          Optional.of(after.map(this::iteratorAfter).orElseGet(this::iteratorAtHorizon));
      after.ifPresent(number -> last = new BigInteger(number));
    }

    public String shardId() {
      return shardId;
    }

    /// Whether the shard is closed and read to its end.
    public boolean ended() {
      return iterator.isEmpty();
    }

    /// The next records after those that were read.
    public Page next(int limit) {
      if (iterator.isEmpty()) return new Page(List.of(), true);
      var current = iterator.get();
      try {
        var answer = client.getRecords(r -> r.shardIterator(current).limit(limit));
        iterator = Optional.ofNullable(answer.nextShardIterator());
        var fresh =
            answer.records().stream()
                .filter(record -> sequenceNumber(record).compareTo(last) > 0)
                .toList();
        if (!fresh.isEmpty()) {
          last = sequenceNumber(fresh.getLast());
          awaitDurability.run();
        }
        return new Page(fresh, answer.records().isEmpty());
      } catch (TrimmedDataAccessException | ExpiredIteratorException gone) {
        iterator = Optional.of(iteratorAtHorizon());
        return new Page(List.of(), false);
      }
    }

    /// Falls back to the oldest record if those after the number are no longer there.
    private String iteratorAfter(String sequenceNumber) {
      try {
        return client
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(sequenceNumber))
            .shardIterator();
      } catch (TrimmedDataAccessException _) {
        return iteratorAtHorizon();
      }
    }

    /// Records that were read already are skipped by their sequence number.
    private String iteratorAtHorizon() {
      return client
          .getShardIterator(
              request ->
                  request
                      .streamArn(arn)
                      .shardId(shardId)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
          .shardIterator();
    }
  }
}
