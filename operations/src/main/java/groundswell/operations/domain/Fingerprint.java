package groundswell.operations.domain;

import groundswell.domain.Digests;
import java.util.Set;
import java.util.regex.Pattern;

/// What the failures of one group share: origin, kind, error, top frame of our code, and event
/// type. Where the error alone says little, also the reason, without the parts that differ from
/// message to message.
public record Fingerprint(String value) implements Comparable<Fingerprint> {
  private static final int DIGITS = 12;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

  /// Errors that cover many reasons.
  private static final Set<String> GENERAL = Set.of("undecodable", "undecodable-record", "foreign");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  public Fingerprint {
    if (!FORM.matcher(value).matches())
      throw new IllegalArgumentException(
          "group \"%s\" is not 12 hexadecimal digits".formatted(value));
  }

  public static Fingerprint of(Origin origin, Cause cause, String eventType) {
    return new Fingerprint(
        Digests.hex(
            DIGITS,
            origin.text(),
            cause.kind().name(),
            cause.error(),
            cause.frame(),
            eventType,
            GENERAL.contains(cause.error()) ? template(cause.reason()) : ""));
  }

  private static String template(String reason) {
    return NUMBER.matcher(QUOTED.matcher(reason).replaceAll("…")).replaceAll("#");
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
