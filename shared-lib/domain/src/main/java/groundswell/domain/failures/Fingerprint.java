package groundswell.domain.failures;

import java.util.regex.Pattern;

/// What failures of one group have in common: kind, error, top frame of our code, and event type.
public record Fingerprint(String value) implements Comparable<Fingerprint> {
  private static final int DIGITS = 12;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

  public Fingerprint {
    if (!FORM.matcher(value).matches())
      throw new IllegalArgumentException(
          "group \"%s\" is not 12 hexadecimal digits".formatted(value));
  }

  public static Fingerprint of(Cause cause, String eventType) {
    return new Fingerprint(
        Digests.hex(DIGITS, cause.kind().name(), cause.error(), cause.frame(), eventType));
  }

  @Override
  public int compareTo(Fingerprint other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
