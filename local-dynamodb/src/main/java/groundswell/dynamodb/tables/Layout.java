package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.KeyCodec;
import groundswell.dynamodb.values.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An item's position in the map of a table or an index: ordered by the hash of its partition key,
/// then by that key, then by its sort key, and in an index then by the table's key.
///
/// The hash spreads partitions as the service does, so a scan's order means nothing. Equal parts of
/// a scan, a stream or a table's throughput are ranges of hashes.
///
/// @param parts the partition keys first
/// @param partitionKeys how many of the parts are partition keys
record Layout(List<KeyAttribute> parts, int partitionKeys) {
  private static final int HASH_BYTES = Integer.BYTES;
  private static final long HASHES = 1L << Integer.SIZE;

  /// Greater than the first byte of any value, so that it sorts after all keys that extend this
  /// one.
  private static final byte BEHIND_ALL = (byte) 0xFF;

  static Layout ofTable(KeySchema key) {
    return new Layout(key.attributes(), key.partitionKeys().size());
  }

  static Layout ofIndex(KeySchema table, IndexDefinition index) {
    var parts = new ArrayList<>(index.key().attributes());
    parts.addAll(table.attributes());
    return new Layout(List.copyOf(parts), index.key().partitionKeys().size());
  }

  static byte[] of(Key key) {
    return key.sort()
        .map(sort -> hashed(1, key.partition(), sort))
        .orElseGet(() -> hashed(1, key.partition()));
  }

  /// @return null if the item lacks one of the attributes, or has it in another type: a sparse
  ///     index does not hold the item
  byte @Nullable [] of(Item item) {
    var values = new Value[parts.size()];
    for (var at = 0; at < values.length; at++) {
      var part = parts.get(at);
      var value = item.get(part.name());
      if (value == null || !value.type().name().equals(part.type().name())) return null;
      values[at] = value;
    }
    return hashed(partitionKeys, values);
  }

  /// The partition hash of a key: its first four bytes.
  static int hash(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  /// @param beginning the values of all partition keys, then those of the first sort keys that have
  ///     to be equal
  KeyRange range(List<Value> beginning, SortRange sort) {
    var whole = exactly(bytes(beginning));
    return switch (sort) {
      case SortRange.All() -> whole;
      case SortRange.Equal(var value) -> exactly(bytes(beginning, value));
      case SortRange.Less(var bound) -> whole.until(bytes(beginning, bound));
      case SortRange.LessOrEqual(var bound) -> whole.until(behind(bytes(beginning, bound)));
      case SortRange.Greater(var bound) -> whole.from(behind(bytes(beginning, bound)));
      case SortRange.GreaterOrEqual(var bound) -> whole.from(bytes(beginning, bound));
      case SortRange.Between(var lower, var upper) ->
          whole.from(bytes(beginning, lower)).until(behind(bytes(beginning, upper)));
      case SortRange.BeginsWith(var prefix) -> {
        var values = values(beginning, prefix);
        yield KeyRange.prefix(
            placed(hash(partitionKeys, values), KeyCodec.encodeBeginning(values)));
      }
    };
  }

  static KeyRange segment(int segment, int segments) {
    return new KeyRange(
        boundary(segment, segments),
        segment + 1 == segments ? null : boundary(segment + 1, segments));
  }

  private static byte[] boundary(int segment, int segments) {
    return ByteBuffer.allocate(HASH_BYTES).putInt((int) (HASHES * segment / segments)).array();
  }

  private static KeyRange exactly(byte[] key) {
    return new KeyRange(key, behind(key));
  }

  private static byte[] behind(byte[] key) {
    var behind = Arrays.copyOf(key, key.length + 1);
    behind[key.length] = BEHIND_ALL;
    return behind;
  }

  private byte[] bytes(List<Value> beginning, Value... rest) {
    return hashed(partitionKeys, values(beginning, rest));
  }

  private static Value[] values(List<Value> beginning, Value... rest) {
    return Stream.concat(beginning.stream(), Arrays.stream(rest)).toArray(Value[]::new);
  }

  private static byte[] hashed(int partitionKeys, Value... values) {
    return placed(hash(partitionKeys, values), KeyCodec.encode(values));
  }

  private static byte[] placed(int hash, byte[] key) {
    return ByteBuffer.allocate(HASH_BYTES + key.length).putInt(hash).put(key).array();
  }

  private static int hash(int partitionKeys, Value... values) {
    var hash = hash(values[0]);
    for (var at = 1; at < partitionKeys; at++) hash = mix(31 * hash + hash(values[at]));
    return hash;
  }

  private static int hash(Value partition) {
    return mix(
        switch (partition) {
          case Value.Text(var text) -> text.hashCode();
          case Value.Numeric(var number) -> number.hashCode();
          case Value.Binary(var bytes) -> Arrays.hashCode(bytes.asByteArrayUnsafe());
          case Value.Bool _,
              Value.Null _,
              Value.TextSet _,
              Value.NumberSet _,
              Value.BinarySet _,
              Value.ListOf _,
              Value.MapOf _ ->
              throw new IllegalArgumentException("no key is of type " + partition.type());
        });
  }

  /// Spreads similar hashes: the last step of MurmurHash3.
  private static int mix(int hash) {
    var mixed = hash;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
