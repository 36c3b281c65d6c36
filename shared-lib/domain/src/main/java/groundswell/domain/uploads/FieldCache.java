package groundswell.domain.uploads;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Remembers what the texts of a column were read as. Columns repeat themselves, so that most
/// fields are looked up by their bytes and never become text. Holds a fixed number of texts; a new
/// one takes the place of an older.
final class FieldCache<T> {
  private final byte[] @Nullable [] keys;
  private final @Nullable Read<T>[] values;
  private final Function<String, Read<T>> read;

  /// @param slots how many texts are remembered, a power of two
  @SuppressWarnings({"unchecked", "rawtypes"})
  FieldCache(int slots, Function<String, Read<T>> read) {
    keys = new byte[slots][];
    values = new Read[slots];
    this.read = read;
  }

  Read<T> get(CsvRow row, int field) {
    if (row.isEscaped(field)) return read.apply(row.text(field));
    var buffer = row.buffer();
    int from = row.from(field);
    int to = row.to(field);
    int slot = slotOf(buffer, from, to);
    var key = keys[slot];
    var value = values[slot];
    if (key != null && value != null && Arrays.equals(key, 0, key.length, buffer, from, to)) {
      return value;
    }
    var made = read.apply(row.text(field));
    keys[slot] = Arrays.copyOfRange(buffer, from, to);
    values[slot] = made;
    return made;
  }

  private int slotOf(byte[] buffer, int from, int to) {
    int hash = 1;
    for (int at = from; at < to; at++) hash = 31 * hash + buffer[at];
    return (hash ^ (hash >>> 15)) & (keys.length - 1);
  }
}
