package groundswell.client;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request or a command failed, for people and for programs.
///
/// @param code for programs; the API's, or an [ErrorCode]
/// @param message what happened, and what it means
/// @param faults what is wrong with each field or line; empty if the problem has no place
/// @param hint what to do; null if the message says it
public record Problem(String code, String message, List<Fault> faults, @Nullable String hint) {
  public Problem {
    faults = List.copyOf(faults);
  }

  public static Problem of(ErrorCode code, String message) {
    return new Problem(code.text(), message, List.of(), null);
  }

  public static Problem of(ErrorCode code, String message, String hint) {
    return new Problem(code.text(), message, List.of(), hint);
  }

  /// A problem at a place in a file.
  ///
  /// @param line from 1; a parser that knows none says less, which counts as the first
  public static Problem at(ErrorCode code, Path file, int line, String what) {
    int shown = Math.max(1, line);
    return new Problem(
        code.text(),
        "%s, line %d: %s".formatted(file, shown, what),
        List.of(new Fault(null, shown, what)),
        null);
  }

  /// @param field for example `entries[3].value`; null if it is not about one
  /// @param line from 1; null if it is not about one
  public record Fault(@Nullable String field, @Nullable Integer line, String message) {
    public String text() {
      return field == null || field.isEmpty() ? message : "%s: %s".formatted(field, message);
    }
  }
}
