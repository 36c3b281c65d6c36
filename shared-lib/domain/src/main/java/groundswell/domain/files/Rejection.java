package groundswell.domain.files;

import java.util.List;
import java.util.stream.Collectors;

/// Why a row is not taken.
///
/// @param column the columns at fault as the file calls them; empty if the row as a whole is at
///     fault
/// @param message what is wrong and what would be right
public record Rejection(RowError error, String column, String message) {
  /// A rejection of a row as a whole, or of a value whose column is not known yet.
  public static Rejection of(RowError error, String message) {
    return new Rejection(error, "", message);
  }

  /// One rejection for all faults of a row. Its error is that of the first; the columns and the
  /// messages are those of all.
  static Rejection ofAll(List<Rejection> faults) {
    var first = faults.getFirst();
    if (faults.size() == 1) return first;
    var columns = faults.stream().map(Rejection::column).distinct();
    var messages = faults.stream().map(fault -> fault.column() + ": " + fault.message());
    return new Rejection(
        first.error(),
        columns.collect(Collectors.joining(", ")),
        messages.collect(Collectors.joining("; ")));
  }

  /// The same, with the column at fault.
  Rejection in(String columnAtFault) {
    return new Rejection(error, columnAtFault, message);
  }
}
