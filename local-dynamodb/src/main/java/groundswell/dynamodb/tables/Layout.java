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
import org.jspecify.annotations.Nullable;

/// Where an item stands in the map of a table or an index: by the hash of its partition key, then
/// by that key, then by its sort key, and in an index by the table's key as well.
///
/// The hash spreads partitions as the service does, so a scan meets them in no order that means
/// anything, and equal parts of a scan, of a stream, of a table's throughput are ranges of hashes.
///
/// @param parts the partition key first
record Layout(List<KeyAttribute> parts) {
  private static final int HASH_BYTES = Integer.BYTES;
  private static final long HASHES = 1L << Integer.SIZE;

  /// Greater than the first byte of any value, so that it stands behind all keys that go on from
  /// here.
  private static final byte BEHIND_ALL = (byte) 0xFF;

  static Layout ofTable(KeySchema key) {
    return new Layout(attributes(key));
  }

  static Layout ofIndex(KeySchema table, IndexDefinition index) {
    var parts = new ArrayList<>(attributes(index.key()));
    parts.addAll(attributes(table));
    return new Layout(List.copyOf(parts));
  }

  private static List<KeyAttribute> attributes(KeySchema key) {
    return key.sortKey()
        .map(sort -> List.of(key.partitionKey(), sort))
        .orElseGet(() -> List.of(key.partitionKey()));
  }

  static byte[] of(Key key) {
    return key.sort()
        .map(sort -> bytes(key.partition(), key.partition(), sort))
        .orElseGet(() -> bytes(key.partition(), key.partition()));
  }

  /// @return null if the item lacks one of the attributes, or has one of another type: a sparse
  ///     index does not hold it
  byte @Nullable [] of(Item item) {
    var values = new Value[parts.size()];
    for (var at = 0; at < values.length; at++) {
      var part = parts.get(at);
      var value = item.get(part.name());
      if (value == null || !value.type().name().equals(part.type().name())) return null;
      values[at] = value;
    }
    return bytes(values[0], values);
  }

  /// Which part of all hashes a key belongs to: the first four bytes.
  static int hash(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  static KeyRange range(Value partition, SortRange sort) {
    var whole = exactly(bytes(partition, partition));
    return switch (sort) {
      case SortRange.All() -> whole;
      case SortRange.Equal(var value) -> exactly(bytes(partition, partition, value));
      case SortRange.Less(var bound) -> whole.until(bytes(partition, partition, bound));
      case SortRange.LessOrEqual(var bound) ->
          whole.until(behind(bytes(partition, partition, bound)));
      case SortRange.Greater(var bound) -> whole.from(behind(bytes(partition, partition, bound)));
      case SortRange.GreaterOrEqual(var bound) -> whole.from(bytes(partition, partition, bound));
      case SortRange.Between(var lower, var upper) ->
          whole
              .from(bytes(partition, partition, lower))
              .until(behind(bytes(partition, partition, upper)));
      case SortRange.BeginsWith(var prefix) ->
          KeyRange.prefix(hashed(partition, KeyCodec.encodeBeginning(partition, prefix)));
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

  private static byte[] bytes(Value partition, Value... values) {
    return hashed(partition, KeyCodec.encode(values));
  }

  private static byte[] hashed(Value partition, byte[] key) {
    return ByteBuffer.allocate(HASH_BYTES + key.length).putInt(hash(partition)).put(key).array();
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

  /// Spreads hashes that differ little: the last step of MurmurHash3.
  private static int mix(int hash) {
    var mixed = hash;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
