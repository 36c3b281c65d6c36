package groundswell.domain.uploads;

import static java.util.stream.Collectors.joining;

import groundswell.domain.files.RowError;
import groundswell.domain.files.UploadEntry;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What became of a row of a file.
///
/// @param line its first line in the file, from 1
/// @param rows for how many rows of the report it counts: in a wide layout a rejected line counts
///     for all its values
/// @param code why it was rejected, or its warnings with a space between them; see [Warning]
/// @param supersededBy the line that superseded it, if one of the same file did
/// @param reason in words, where the result does not say it all
/// @param entry what it says, if it was understood
public record RowFate(
    long line,
    long rows,
    Result result,
    Optional<String> code,
    OptionalLong supersededBy,
    Optional<String> reason,
    Optional<UploadEntry> entry) {

  /// A row that another row of its file superseded.
  public static RowFate supersededBy(long other, long line, UploadEntry entry) {
    return new RowFate(
        line,
        1,
        Result.SUPERSEDED,
        Optional.empty(),
        OptionalLong.of(other),
        Optional.of("line %d counts instead".formatted(other)),
        Optional.of(entry));
  }

  /// A row that was offered to what is stored.
  ///
  /// @param reason empty where the result says it all
  public static RowFate of(
      long line, Result result, Set<Warning> warnings, Optional<String> reason, UploadEntry entry) {
    return new RowFate(
        line, 1, result, codes(warnings), OptionalLong.empty(), reason, Optional.of(entry));
  }

  private static Optional<String> codes(Set<Warning> warnings) {
    return warnings.isEmpty()
        ? Optional.empty()
        : Optional.of(warnings.stream().sorted().map(Warning::code).collect(joining(" ")));
  }

  /// @param rows for how many rows of the report it counts
  public static RowFate rejected(long line, long rows, RowError error, String reason) {
    return new RowFate(
        line,
        rows,
        Result.REJECTED,
        Optional.of(error.code()),
        OptionalLong.empty(),
        Optional.of(reason),
        Optional.empty());
  }

  /// The results of rows. Each row has one, and they add up to the rows received.
  public enum Result {
    ACCEPTED,
    UNCHANGED,
    SUPERSEDED,
    REJECTED
  }

  /// What is to be known about a row that was not rejected.
  public enum Warning {
    /// Another source, or a correction, counts instead of its value.
    NOT_COUNTING,
    /// Its day has too many sources, so its value was not kept.
    TOO_MANY_SOURCES,
    /// It would not come back if what is stored instead is taken back: too many others are beneath.
    NOT_KEPT,
    /// Its member did not join a challenge that it names.
    NOT_ENROLLED;

    /// The machine-readable form, for example `not-counting`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
