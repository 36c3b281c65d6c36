package groundswell.domain.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Text;
import java.util.Arrays;
import java.util.Locale;

/// The source of an entry, for example a device or an upload channel: [Text] of up to 64 bytes in
/// UTF-8. Case does not matter; it is stored in lower case. Sources are ordered by their bytes.
public record SourceId(String value) implements Comparable<SourceId> {
  /// The longest source, in bytes of UTF-8.
  public static final int BYTES_MAX = 64;

  /// What a member enters.
  public static final SourceId MANUAL = new SourceId("manual");

  /// What a row of a file says that names no source.
  public static final SourceId FILE = new SourceId("file");

  public SourceId {
    value = Text.id("source", Text.tidy(value).toLowerCase(Locale.ROOT), BYTES_MAX);
  }

  @Override
  public int compareTo(SourceId other) {
    return value.equals(other.value)
        ? 0
        : Arrays.compareUnsigned(value.getBytes(UTF_8), other.value.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
