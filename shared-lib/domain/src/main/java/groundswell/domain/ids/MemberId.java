package groundswell.domain.ids;

import groundswell.domain.Text;

/// A member's id, chosen by the tenant: [Text] of up to 256 bytes in UTF-8. Ordered by code unit.
public record MemberId(String value) implements Comparable<MemberId> {
  /// The longest member id, in bytes of UTF-8.
  public static final int BYTES_MAX = 256;

  public MemberId {
    value = Text.id("member id", value, BYTES_MAX);
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
