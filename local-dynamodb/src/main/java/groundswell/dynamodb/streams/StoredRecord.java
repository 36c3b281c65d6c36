package groundswell.dynamodb.streams;

import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.streams.StreamRecord.EventName;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A change as a stream stores it. In memory it shares the item's bytes with the table.
///
/// @param keys the item's key, if no image is kept
/// @param before the item before, as bytes; null if there was none, or if the stream's view leaves
///     it out
@SuppressWarnings("ArrayRecordComponent") // is never compared
record StoredRecord(
    long createdMillis,
    EventName event,
    boolean isExpiry,
    byte @Nullable [] keys,
    byte @Nullable [] before,
    byte @Nullable [] after) {
  private static final int HEAD_BYTES = Long.BYTES + 2;
  private static final int OBJECT_BYTES = 48;
  private static final int ABSENT = -1;

  static final Form<StoredRecord> FORM =
      new Form<>() {
        @Override
        public byte[] encode(StoredRecord stored) {
          var buffer =
              ByteBuffer.allocate(
                      HEAD_BYTES
                          + blockBytes(stored.keys)
                          + blockBytes(stored.before)
                          + blockBytes(stored.after))
                  .putLong(stored.createdMillis)
                  .put(code(stored.event))
                  .put((byte) (stored.isExpiry ? 1 : 0));
          put(buffer, stored.keys);
          put(buffer, stored.before);
          put(buffer, stored.after);
          return buffer.array();
        }

        @Override
        public StoredRecord decode(byte[] bytes) {
          var buffer = ByteBuffer.wrap(bytes);
          return new StoredRecord(
              buffer.getLong(),
              event(buffer.get()),
              buffer.get() == 1,
              block(buffer),
              block(buffer),
              block(buffer));
        }

        // Heap that the record adds: the old item. The table already holds the new one.
        @Override
        public int bytes(StoredRecord stored) {
          return OBJECT_BYTES + (stored.before == null ? 0 : stored.before.length);
        }
      };

  private static byte code(EventName event) {
    return switch (event) {
      case INSERT -> 'I';
      case MODIFY -> 'M';
      case REMOVE -> 'R';
    };
  }

  private static EventName event(byte code) {
    return switch (code) {
      case 'I' -> EventName.INSERT;
      case 'M' -> EventName.MODIFY;
      case 'R' -> EventName.REMOVE;
      default ->
          throw new IllegalStateException("a stream's record is of the unknown kind " + code);
    };
  }

  private static int blockBytes(byte @Nullable [] block) {
    return Integer.BYTES + (block == null ? 0 : block.length);
  }

  private static void put(ByteBuffer buffer, byte @Nullable [] block) {
    if (block == null) buffer.putInt(ABSENT);
    else buffer.putInt(block.length).put(block);
  }

  private static byte @Nullable [] block(ByteBuffer buffer) {
    var length = buffer.getInt();
    if (length == ABSENT) return null;
    var block = new byte[length];
    buffer.get(block);
    return block;
  }
}
