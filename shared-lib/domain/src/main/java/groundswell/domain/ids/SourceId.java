package groundswell.domain.ids;

import groundswell.domain.Text;
import java.util.Locale;

/// The source of an entry, for example a device or an upload channel: [Text] of up to 64 bytes in
/// UTF-8. Case does not matter; it is stored in lower case.
public record SourceId(String value) implements Comparable<SourceId> {
  /// The longest source, in bytes of UTF-8.
  public static final int BYTES_MAX = 64;

  public SourceId {
    value = Text.id("source", value.toLowerCase(Locale.ROOT), BYTES_MAX);
  }

  @Override
  public int compareTo(SourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
