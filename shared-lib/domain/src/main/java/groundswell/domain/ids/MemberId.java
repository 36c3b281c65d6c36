package groundswell.domain.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A member as the tenant names them: any text up to 256 bytes in UTF-8, without control characters
/// and not blank. Ordered by code unit.
public record MemberId(String value) implements Comparable<MemberId> {
  /// The longest member id, in bytes of UTF-8.
  public static final int BYTES_MAX = 256;

  public MemberId {
    if (value.isBlank()) throw new IllegalArgumentException("member id is blank");
    if (value.length() > BYTES_MAX || value.getBytes(UTF_8).length > BYTES_MAX) {
      throw new IllegalArgumentException("member id is longer than %d bytes".formatted(BYTES_MAX));
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("member id contains a control character");
    }
  }

  @Override
  public int compareTo(MemberId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
