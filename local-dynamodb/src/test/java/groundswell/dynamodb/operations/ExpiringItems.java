package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>
class ExpiringItems {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Fixture tables =
      new Fixture(Fixture.options(now::get, (_, task) -> later.add(task)));

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void tellsByWhichAttributeItemsExpire() {
    tables.withMusic();
    assertThat(status()).isEqualTo(TimeToLiveStatus.DISABLED);

    switchOn("ExpiresAt");
    assertThat(status()).isEqualTo(TimeToLiveStatus.ENABLED);

    assertThat(refusal(() -> switchOn("ExpiresAt"))).isEqualTo("TimeToLive is already enabled");
    assertThat(refusal(() -> switchOn("Other")))
        .isEqualTo(
            "TimeToLive is active on a different AttributeName: current AttributeName is ExpiresAt");
  }

  private TimeToLiveStatus status() {
    return tables
        .client
        .describeTimeToLive(describe -> describe.tableName(MUSIC))
        .timeToLiveDescription()
        .timeToLiveStatus();
  }

  @Test
  void refusesAnAttributeWithoutAName() {
    tables.withMusic();

    assertThat(refusal(() -> switchOn("")))
        .contains("Member must have length greater than or equal to 1");
  }

  /// developerguide/time-to-live-ttl-streams.html
  @Test
  void deletesWhatHasExpiredAndTheStreamTellsWho() {
    tables.client.createTable(
        Fixture.music().toBuilder()
            .streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
            .build());
    switchOn("ExpiresAt");
    tables.put(with(song("Acme Band", "Short"), "ExpiresAt", number(START.getEpochSecond() + 60)));
    tables.put(
        with(song("Acme Band", "Long"), "ExpiresAt", number(START.getEpochSecond() + 9_999)));

    now.set(START.plus(Duration.ofHours(1)));
    for (var sweeps = 0; sweeps < 3 && !later.isEmpty(); sweeps++) later.remove().run();

    assertThat(tables.get(song("Acme Band", "Short"))).isEmpty();
    assertThat(tables.get(song("Acme Band", "Long"))).isNotEmpty();
    var removal = records().getLast();
    assertThat(removal.eventName()).isEqualTo(OperationType.REMOVE);
    assertThat(removal.userIdentity().type()).isEqualTo("Service");
    assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
  }

  private List<Record> records() {
    var streams = tables.engine.streamsClient();
    var arn =
        tables
            .client
            .describeTable(describe -> describe.tableName(MUSIC))
            .table()
            .latestStreamArn();
    var shard =
        streams.describeStream(describe -> describe.streamArn(arn)).streamDescription().shards();
    var iterator =
        streams
            .getShardIterator(
                get ->
                    get.streamArn(arn)
                        .shardId(shard.getFirst().shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return streams.getRecords(get -> get.shardIterator(iterator)).records();
  }

  private void switchOn(String attribute) {
    tables.client.updateTimeToLive(
        update ->
            update
                .tableName(MUSIC)
                .timeToLiveSpecification(
                    specification -> specification.enabled(true).attributeName(attribute)));
  }
}
