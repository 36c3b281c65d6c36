package groundswell.domain.uploads;

import java.util.Locale;
import java.util.regex.Pattern;

/// What happens to an upload with rejected rows. It is decided before any row takes effect.
public sealed interface UploadPolicy {
  /// Whether the good rows of such an upload are taken.
  boolean takes(long received, long rejected);

  /// Reads `partial`, `all-or-nothing` or `abort-over-<n>%`.
  ///
  /// @throws IllegalArgumentException if the text is something else
  static UploadPolicy of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "partial" -> new Partial();
      case "all-or-nothing" -> new AllOrNothing();
      case String other -> {
        var matcher = AbortOver.FORM.matcher(other);
        if (matcher.matches()) yield new AbortOver(Integer.parseInt(matcher.group(1)));
        throw new IllegalArgumentException(
            "\"%s\" is not partial, all-or-nothing or abort-over-<n>%%".formatted(text));
      }
    };
  }

  /// The good rows are taken, however many are rejected.
  record Partial() implements UploadPolicy {
    @Override
    public boolean takes(long received, long rejected) {
      return true;
    }

    @Override
    public String toString() {
      return "partial";
    }
  }

  /// One rejected row refuses the file.
  record AllOrNothing() implements UploadPolicy {
    @Override
    public boolean takes(long received, long rejected) {
      return rejected == 0;
    }

    @Override
    public String toString() {
      return "all-or-nothing";
    }
  }

  /// More than this share of rejected rows refuses the file.
  record AbortOver(int percent) implements UploadPolicy {
    private static final Pattern FORM = Pattern.compile("abort-over-([0-9]{1,2})%?");

    public AbortOver {
      if (percent < 0 || percent > 99)
        throw new IllegalArgumentException("percent %d is not in 0..99".formatted(percent));
    }

    @Override
    public boolean takes(long received, long rejected) {
      return rejected * 100 <= received * percent;
    }

    @Override
    public String toString() {
      return "abort-over-%d%%".formatted(percent);
    }
  }
}
