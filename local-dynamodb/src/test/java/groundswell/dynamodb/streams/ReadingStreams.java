package groundswell.dynamodb.streams;

import static groundswell.dynamodb.tables.Fixtures.delete;
import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.streams.StreamRecord.EventName;
import groundswell.dynamodb.tables.Database;
import groundswell.dynamodb.tables.Fixtures;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.tables.VirtualTime;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
class ReadingStreams {
  private final VirtualTime time = new VirtualTime();
  private Database database = Database.open(Fixtures.options(time));
  private Table table = database.create(walks(), Item.EMPTY).orElseThrow();

  private ChangeStream stream(StreamView view) {
    return database.enableStream(table, view);
  }

  private ChangeStream streamWith(Options.Streams streams) {
    database = Database.open(Fixtures.options(time, Duration.ZERO, streams, 1));
    table = database.create(walks(), Item.EMPTY).orElseThrow();
    return stream(StreamView.NEW_AND_OLD_IMAGES);
  }

  private void putSteps(String member, int steps) {
    assertThat(put(table, item(walk(member, "monday"), "steps", steps))).isNotNull();
  }

  private static ShardIterator iterator(ChangeStream stream, StartAt start) {
    return ((IteratorOutcome.Opened) stream.iterator(stream.shards().getFirst().id(), start))
        .iterator();
  }

  private static ReadOutcome.Records read(ChangeStream stream, ShardIterator iterator) {
    return (ReadOutcome.Records) stream.read(iterator, 1_000);
  }

  private static List<StreamRecord> fromTheBeginning(ChangeStream stream) {
    return read(stream, iterator(stream, new StartAt.TrimHorizon())).records();
  }

  private static List<Value> steps(List<StreamRecord> records) {
    return records.stream()
        .map(record -> record.newImage().orElseThrow().attributes().get("steps"))
        .toList();
  }

  @Test
  void tellWhatWasInsertedModifiedAndRemoved() {
    var stream = stream(StreamView.NEW_AND_OLD_IMAGES);

    putSteps("ann", 1);
    putSteps("ann", 2);
    delete(table, walk("ann", "monday"));

    var records = fromTheBeginning(stream);
    assertThat(records)
        .extracting(StreamRecord::event)
        .containsExactly(EventName.INSERT, EventName.MODIFY, EventName.REMOVE);
    assertThat(records)
        .extracting(record -> record.oldImage().isPresent())
        .containsExactly(false, true, true);
    assertThat(records)
        .extracting(record -> record.newImage().isPresent())
        .containsExactly(true, true, false);
    assertThat(records.get(1).oldImage()).contains(item(walk("ann", "monday"), "steps", 1));
    assertThat(records).extracting(StreamRecord::keys).containsOnly(item(walk("ann", "monday")));
  }

  @Test
  void haveNoRecordOfAWriteThatChangesNothing() {
    var stream = stream(StreamView.NEW_AND_OLD_IMAGES);

    putSteps("ann", 1);
    putSteps("ann", 1);
    delete(table, walk("bob", "monday"));

    assertThat(fromTheBeginning(stream)).hasSize(1);
  }

  @Test
  void showTheImagesOfTheirView() {
    for (var view : StreamView.values()) {
      var stream = stream(view);
      putSteps("ann", 1);
      putSteps("ann", 2);
      delete(table, walk("ann", "monday"));
      var records = fromTheBeginning(stream);

      assertThat(records)
          .as("%s", view)
          .hasSize(3)
          .extracting(StreamRecord::keys)
          .containsOnly(item(walk("ann", "monday")));
      assertThat(records.get(1).oldImage().isPresent())
          .as("%s", view)
          .isEqualTo(view.holdsOldImage());
      assertThat(records.get(1).newImage().isPresent())
          .as("%s", view)
          .isEqualTo(view.holdsNewImage());
      database.disableStream(table);
    }
  }

  @Test
  void areReadFromFourKindsOfPlaces() {
    var stream = stream(StreamView.NEW_IMAGE);
    putSteps("ann", 1);
    putSteps("ann", 2);
    var latest = iterator(stream, new StartAt.Latest());
    putSteps("ann", 3);
    var second = fromTheBeginning(stream).get(1).sequenceNumber();

    assertThat(steps(fromTheBeginning(stream))).hasSize(3);
    assertThat(steps(read(stream, latest).records())).containsExactly(Value.Numeric.of(3));
    assertThat(
            steps(read(stream, iterator(stream, new StartAt.AtSequenceNumber(second))).records()))
        .hasSize(2);
    assertThat(
            steps(
                read(stream, iterator(stream, new StartAt.AfterSequenceNumber(second))).records()))
        .hasSize(1);
    assertThat(stream.iterator(stream.shards().getFirst().id(), new StartAt.AtSequenceNumber("17")))
        .isInstanceOf(IteratorOutcome.OutOfRange.class);
    assertThat(stream.iterator("shardId-1", new StartAt.Latest()))
        .isInstanceOf(IteratorOutcome.UnknownShard.class);
  }

  @Test
  void goOnWhereTheReadBeforeEnded() {
    var stream = stream(StreamView.NEW_IMAGE);
    for (var steps = 1; steps <= 5; steps++) putSteps("ann", steps);

    var first = (ReadOutcome.Records) stream.read(iterator(stream, new StartAt.TrimHorizon()), 2);
    var second = read(stream, first.next().orElseThrow());

    assertThat(first.records()).hasSize(2);
    assertThat(steps(second.records()))
        .containsExactly(Value.Numeric.of(3), Value.Numeric.of(4), Value.Numeric.of(5));
    assertThat(read(stream, second.next().orElseThrow()).records()).isEmpty();
  }

  @Test
  void endAReadAtOneMegabyte() {
    var stream = stream(StreamView.NEW_IMAGE);
    for (var each = 0; each < 5; each++)
      put(table, item(walk("ann", "day-" + each), "note", "x".repeat(300_000)));

    assertThat(fromTheBeginning(stream)).hasSize(3);
  }

  @Test
  void refuseAnIteratorAfterFifteenMinutes() {
    var stream = stream(StreamView.NEW_IMAGE);
    var iterator = iterator(stream, new StartAt.TrimHorizon());

    time.pass(Duration.ofMinutes(15));
    assertThat(stream.read(iterator, 10)).isInstanceOf(ReadOutcome.Records.class);
    time.pass(Duration.ofMillis(1));
    assertThat(stream.read(iterator, 10)).isInstanceOf(ReadOutcome.Expired.class);
  }

  @Test
  void letGoOfRecordsAfterADay() {
    var stream =
        streamWith(
            new Options.Streams(
                1, Duration.ofDays(2), Long.MAX_VALUE, 1_000, Duration.ZERO, false));
    putSteps("ann", 1);
    var first = fromTheBeginning(stream).getFirst().sequenceNumber();
    time.pass(Duration.ofHours(23));
    putSteps("ann", 2);
    var old = iterator(stream, new StartAt.AtSequenceNumber(first));
    time.pass(Duration.ofHours(1).plusSeconds(1));
    putSteps("bob", 3);

    assertThat(steps(fromTheBeginning(stream)))
        .containsExactly(Value.Numeric.of(2), Value.Numeric.of(3));
    assertThat(
            stream.iterator(stream.shards().getFirst().id(), new StartAt.AtSequenceNumber(first)))
        .isInstanceOf(IteratorOutcome.Trimmed.class);
    assertThat(
            stream.read(
                new ShardIterator(
                    old.table(), old.label(), old.shardId(), old.after(), false, time.instant()),
                10))
        .isInstanceOf(ReadOutcome.Trimmed.class);
  }

  @Test
  void keepNoMoreRecordsThanTheOptionsSay() {
    var stream =
        streamWith(
            new Options.Streams(1, Duration.ofHours(4), Long.MAX_VALUE, 3, Duration.ZERO, false));

    for (var steps = 1; steps <= 10; steps++) putSteps("ann", steps);

    assertThat(steps(fromTheBeginning(stream)))
        .containsExactly(Value.Numeric.of(8), Value.Numeric.of(9), Value.Numeric.of(10));
  }

  @Test
  void areSplitWhenAShardHasTakenMuch() {
    var stream =
        streamWith(new Options.Streams(1, Duration.ofHours(4), 10, 1_000, Duration.ZERO, false));

    for (var each = 0; each < 60; each++) putSteps("member-" + each % 20, each + 1);

    var shards = stream.shards();
    assertThat(shards).hasSizeGreaterThan(3);
    assertThat(shards.getFirst().endingSequenceNumber()).isPresent();
    assertThat(shards)
        .filteredOn(shard -> shard.parentId().equals(Optional.of(shards.getFirst().id())))
        .hasSize(2);
    assertEachMemberInOrder(stream);
  }

  @Test
  void handAShardOverToAChildAfterItsLifetime() {
    var stream = stream(StreamView.NEW_AND_OLD_IMAGES);
    putSteps("ann", 1);
    time.pass(Duration.ofHours(4));
    putSteps("ann", 2);

    var shards = stream.shards();
    assertThat(shards).hasSize(2);
    assertThat(shards.getLast().parentId()).contains(shards.getFirst().id());
    assertThat(read(stream, iterator(stream, new StartAt.TrimHorizon())).next())
        .as("a closed shard that is read")
        .isEmpty();
    assertEachMemberInOrder(stream);
  }

  /// Reads parents before children, as a consumer does.
  private static void assertEachMemberInOrder(ChangeStream stream) {
    var latest = new HashMap<Item, Item>();
    for (var record : everyRecord(stream)) {
      assertThat(record.oldImage()).isEqualTo(Optional.ofNullable(latest.get(record.keys())));
      latest.put(record.keys(), record.newImage().orElseThrow());
    }
    assertThat(latest).isNotEmpty();
  }

  private static List<StreamRecord> everyRecord(ChangeStream stream) {
    var all = new ArrayList<StreamRecord>();
    for (var shard : stream.shards()) {
      var opened = (IteratorOutcome.Opened) stream.iterator(shard.id(), new StartAt.TrimHorizon());
      all.addAll(read(stream, opened.iterator()).records());
    }
    return all;
  }

  @Test
  void areCutIntoShardsByPartitionKey() {
    var stream =
        streamWith(
            new Options.Streams(
                4, Duration.ofHours(4), Long.MAX_VALUE, 1_000, Duration.ZERO, false));

    for (var each = 0; each < 100; each++) putSteps("member-" + each % 25, each);

    assertThat(stream.shards()).hasSize(4);
    assertThat(everyRecord(stream)).hasSize(100);
    var used = new HashSet<Integer>();
    for (var at : IntStream.range(0, 4).toArray()) {
      var opened =
          (IteratorOutcome.Opened)
              stream.iterator(stream.shards().get(at).id(), new StartAt.TrimHorizon());
      if (!read(stream, opened.iterator()).records().isEmpty()) used.add(at);
    }
    assertThat(used).hasSize(4);
  }

  @Test
  void comeLateAndTwiceWhereTheOptionsSaySo() {
    var delay = Duration.ofSeconds(5);
    var stream =
        streamWith(new Options.Streams(1, Duration.ofHours(4), Long.MAX_VALUE, 1_000, delay, true));
    for (var steps = 1; steps <= 50; steps++) {
      putSteps("ann", steps);
      time.pass(Duration.ofMillis(100));
    }

    var seen = new ArrayList<Value>();
    var iterator = iterator(stream, new StartAt.TrimHorizon());
    var late = 50 - read(stream, iterator).records().size();
    for (var each = 0; each < 200; each++) {
      var read = (ReadOutcome.Records) stream.read(iterator, 3);
      seen.addAll(steps(read.records()));
      iterator = read.next().orElseThrow();
      time.pass(Duration.ofMillis(100));
    }

    assertThat(late).isPositive();
    assertThat(seen).hasSizeGreaterThan(50);
    assertThat(new HashSet<>(seen)).hasSize(50);
    assertThat(seen.stream().distinct().toList())
        .isSortedAccordingTo(
            (a, b) -> ((Value.Numeric) a).number().compareTo(((Value.Numeric) b).number()));
  }

  @Test
  void canBeReadForADayAfterTheyAreSwitchedOff() {
    var stream = stream(StreamView.NEW_IMAGE);
    putSteps("ann", 1);
    database.disableStream(table);
    putSteps("ann", 2);

    assertThat(database.streams()).containsExactly(stream);
    assertThat(read(stream, iterator(stream, new StartAt.TrimHorizon())))
        .satisfies(read -> assertThat(steps(read.records())).containsExactly(Value.Numeric.of(1)))
        .satisfies(read -> assertThat(read.next()).isEmpty());

    time.pass(Duration.ofHours(24).plusMillis(1));
    assertThat(database.streams()).isEmpty();
    assertThat(database.usage().bytes()).as("what only the table takes").isLessThan(200);
  }

  @Test
  void getAnotherLabelWhenTheyAreSwitchedOnAgain() {
    var first = stream(StreamView.NEW_IMAGE);
    database.disableStream(table);
    var second = stream(StreamView.NEW_IMAGE);

    assertThat(second.identity().label()).isNotEqualTo(first.identity().label());
    assertThat(database.stream("Walks", first.identity().label())).contains(first);
  }

  @Test
  void nameAPlaceByATextThatComesBackAsThePlace() {
    var stream = stream(StreamView.NEW_IMAGE);
    putSteps("ann", 1);
    var place = iterator(stream, new StartAt.Latest());

    assertThat(ShardIterator.parse(place.token())).contains(place);
    assertThat(ShardIterator.parse("something else")).isEmpty();
    assertThat(ShardIterator.parse("")).isEmpty();
  }
}
