package groundswell.dynamodb.streams;

import groundswell.dynamodb.storage.Form;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Everything about a shard except its records.
///
/// @param parent the number of the shard that it continues
/// @param hashesFrom where its range of partition key hashes begins, 0 to 2³²
/// @param hashesUntil where that range ends, exclusive
/// @param endingNumber empty while it is open
/// @param closedMillis when it closed; the largest time while it is open
record ShardState(
    int number,
    OptionalInt parent,
    long hashesFrom,
    long hashesUntil,
    long createdMillis,
    long startingNumber,
    OptionalLong endingNumber,
    long closedMillis) {
  static final long HASHES = 1L << Integer.SIZE;
  private static final int STATE_BYTES = 2 * Integer.BYTES + 6 * Long.BYTES;
  private static final int NONE = -1;
  private static final int MILLIS_DIGITS = 20;

  /// `shardId-`, the time in 20 digits, and 8 hexadecimal ones: the service's form.
  String id() {
    return id(createdMillis, number);
  }

  static String id(long createdMillis, int number) {
    var millis = Long.toString(createdMillis);
    return "shardId-"
        + "0".repeat(MILLIS_DIGITS - millis.length())
        + millis
        + "-"
        + HexFormat.of().toHexDigits(number);
  }

  boolean holds(int hash) {
    var unsigned = Integer.toUnsignedLong(hash);
    return unsigned >= hashesFrom && unsigned < hashesUntil;
  }

  ShardState closed(long ending, long nowMillis) {
    return new ShardState(
        number,
        parent,
        hashesFrom,
        hashesUntil,
        createdMillis,
        startingNumber,
        OptionalLong.of(ending),
        nowMillis);
  }

  static final Form<ShardState> FORM =
      new Form<>() {
        @Override
        public byte[] encode(ShardState state) {
          return ByteBuffer.allocate(STATE_BYTES)
              .putInt(state.number)
              .putInt(state.parent.orElse(NONE))
              .putLong(state.hashesFrom)
              .putLong(state.hashesUntil)
              .putLong(state.createdMillis)
              .putLong(state.startingNumber)
              .putLong(state.endingNumber.orElse(NONE))
              .putLong(state.closedMillis)
              .array();
        }

        @Override
        public ShardState decode(byte[] bytes) {
          var buffer = ByteBuffer.wrap(bytes);
          var number = buffer.getInt();
          var parent = buffer.getInt();
          return new ShardState(
              number,
              parent == NONE ? OptionalInt.empty() : OptionalInt.of(parent),
              buffer.getLong(),
              buffer.getLong(),
              buffer.getLong(),
              buffer.getLong(),
              ending(buffer.getLong()),
              buffer.getLong());
        }

        @Override
        public int bytes(ShardState state) {
          return STATE_BYTES;
        }
      };

  private static OptionalLong ending(long number) {
    return number == NONE ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
