package groundswell.operations.domain;

import groundswell.domain.Digests;
import java.util.regex.Pattern;

/// The id of a failure, derived from the origin and the content of its message. So the same message
/// recorded twice is one failure.
public record FailureId(String value) implements Comparable<FailureId> {
  private static final int DIGITS = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public FailureId {
    if (!FORM.matcher(value).matches())
      throw new IllegalArgumentException(
          "failure id \"%s\" is not 32 hexadecimal digits".formatted(value));
  }

  public static FailureId of(Origin origin, String body) {
    return new FailureId(Digests.hex(DIGITS, origin.text(), body));
  }

  @Override
  public int compareTo(FailureId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
