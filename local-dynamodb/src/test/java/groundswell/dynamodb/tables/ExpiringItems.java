package groundswell.dynamodb.tables;

import static groundswell.dynamodb.tables.Fixtures.item;
import static groundswell.dynamodb.tables.Fixtures.put;
import static groundswell.dynamodb.tables.Fixtures.walk;
import static groundswell.dynamodb.tables.Fixtures.walks;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.streams.IteratorOutcome;
import groundswell.dynamodb.streams.ReadOutcome;
import groundswell.dynamodb.streams.StartAt;
import groundswell.dynamodb.streams.StreamRecord;
import groundswell.dynamodb.streams.StreamRecord.EventName;
import groundswell.dynamodb.streams.StreamView;
import groundswell.dynamodb.values.Item;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>
class ExpiringItems {
  private final VirtualTime time = new VirtualTime();
  private final Database database = Database.open(Fixtures.options(time));
  private final Table table = database.create(walks(), Item.EMPTY).orElseThrow();

  private void putUntil(String member, long second) {
    put(table, item(walk(member, "monday"), "until", second));
  }

  private long in(Duration time) {
    return this.time.instant().plus(time).getEpochSecond();
  }

  @Test
  void areDeletedAfterTheirSecond() {
    database.expireBy(table, Optional.of("until"));
    putUntil("ann", in(Duration.ofMinutes(1)));
    putUntil("bob", in(Duration.ofHours(1)));

    time.pass(Duration.ofMinutes(1));
    assertThat(table.itemCount()).isEqualTo(2);
    time.pass(Duration.ofSeconds(1));
    assertThat(table.itemCount()).isEqualTo(1);
    time.pass(Duration.ofHours(1));
    assertThat(table.itemCount()).isZero();
    assertThat(time.waiting()).as("tasks when nothing is left to expire").isZero();
  }

  @Test
  void areDeletedIfTheyWereThereBefore() {
    for (var number = 0; number < 2_500; number++)
      putUntil("m" + number, in(Duration.ofMinutes(1)));
    putUntil("long past", in(Duration.ofDays(-6 * 365)));
    put(table, item(walk("ann", "monday"), "until", "tomorrow"));

    database.expireBy(table, Optional.of("until"));
    time.pass(Duration.ofMinutes(2));

    assertThat(table.itemCount()).isEqualTo(2);
  }

  @Test
  void stayIfTheyAreRenewed() {
    database.expireBy(table, Optional.of("until"));
    putUntil("ann", in(Duration.ofMinutes(1)));
    putUntil("ann", in(Duration.ofMinutes(10)));

    time.pass(Duration.ofMinutes(5));
    assertThat(table.itemCount()).isEqualTo(1);
    time.pass(Duration.ofMinutes(6));
    assertThat(table.itemCount()).isZero();
  }

  @Test
  void stayOnceNothingExpiresAnyMore() {
    database.expireBy(table, Optional.of("until"));
    putUntil("ann", in(Duration.ofMinutes(1)));
    database.expireBy(table, Optional.empty());

    time.pass(Duration.ofMinutes(5));

    assertThat(table.itemCount()).isEqualTo(1);
    assertThat(table.timeToLiveAttribute()).isEmpty();
  }

  @Test
  void areMarkedInTheStreamAsDeletedByTheService() {
    var stream = database.enableStream(table, StreamView.NEW_AND_OLD_IMAGES);
    database.expireBy(table, Optional.of("until"));
    putUntil("ann", in(Duration.ofMinutes(1)));

    time.pass(Duration.ofMinutes(2));

    var opened =
        (IteratorOutcome.Opened)
            stream.iterator(stream.shards().getFirst().id(), new StartAt.TrimHorizon());
    var records = ((ReadOutcome.Records) stream.read(opened.iterator(), 10)).records();
    assertThat(records)
        .extracting(StreamRecord::event)
        .containsExactly(EventName.INSERT, EventName.REMOVE);
    assertThat(records).extracting(StreamRecord::isExpiry).containsExactly(false, true);
  }
}
