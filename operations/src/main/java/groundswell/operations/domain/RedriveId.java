package groundswell.operations.domain;

import java.util.regex.Pattern;

/// The id of a redrive. Ids sort by creation time.
public record RedriveId(String value) implements Comparable<RedriveId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public RedriveId {
    if (!FORM.matcher(value).matches())
      throw new IllegalArgumentException(
          "redrive id \"%s\" must be 1 to 64 letters, digits or '-'".formatted(value));
  }

  @Override
  public int compareTo(RedriveId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
