package groundswell.dynamodb.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Several rows change at one moment, for readers by key and for walks.
class ChangingSeveralRows {
  private static final byte[] KEPT = {1};
  private static final byte[] CHANGED = {2};
  private static final byte[] ADDED = {3};
  private static final byte[] DELETED = {4};
  private static final byte[] OLD = {10};
  private static final byte[] NEW = {20};

  private final Rows rows =
      new Rows(
          "rows/1",
          Storage.open(Optional.empty()).map("rows/1", Form.BYTES),
          null,
          new LongAdder());
  private final List<Rows.Change> changes =
      List.of(change(CHANGED, OLD, NEW), change(ADDED, null, NEW), change(DELETED, OLD, null));

  ChangingSeveralRows() {
    for (var key : List.of(KEPT, CHANGED, DELETED)) change(key, null, OLD).make();
  }

  private Rows.Change change(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
    return rows.change(key, before, after, 0, 0);
  }

  private static final Map<Byte, Byte> BEFORE =
      Map.of((byte) 1, (byte) 10, (byte) 2, (byte) 10, (byte) 4, (byte) 10);
  private static final Map<Byte, Byte> AFTER =
      Map.of((byte) 1, (byte) 10, (byte) 2, (byte) 20, (byte) 3, (byte) 20);

  private void assertRows(Map<Byte, Byte> expected) {
    for (var direction : Direction.values()) {
      var walked = new HashMap<Byte, Byte>();
      for (var walk = rows.walk(KeyRange.ALL, direction); walk.next(); )
        walked.put(walk.key()[0], walk.value()[0]);
      assertThat(walked).isEqualTo(expected);
    }
    for (var key : List.of(KEPT, CHANGED, ADDED, DELETED)) {
      var row = rows.get(key);
      assertThat(row == null ? null : row[0]).isEqualTo(expected.get(key[0]));
    }
  }

  @Test
  void showsTheRowsAsTheyWereUntilTheMomentComes() {
    var moment = new Rows.Moment();
    for (var change : changes) {
      change.announce(moment);
      assertRows(BEFORE);
    }
  }

  @Test
  void showsTheRowsAsTheyWillBeOnceItHasCome() {
    var moment = new Rows.Moment();
    changes.forEach(change -> change.announce(moment));
    moment.come();

    assertRows(AFTER);
    for (var change : changes) {
      change.make();
      assertRows(AFTER);
    }
    for (var change : changes) {
      change.forget();
      assertRows(AFTER);
    }
  }
}
