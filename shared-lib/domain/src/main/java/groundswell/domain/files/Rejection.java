package groundswell.domain.files;

/// Why a row is not taken.
///
/// @param column the column at fault as the file calls it; empty if the row as a whole is at fault
/// @param message what is wrong and what would be right
public record Rejection(RowError error, String column, String message) {
  /// A rejection of a row as a whole, or of a value whose column is not known yet.
  public static Rejection of(RowError error, String message) {
    return new Rejection(error, "", message);
  }

  /// The same, with the column at fault.
  Rejection in(String columnAtFault) {
    return new Rejection(error, columnAtFault, message);
  }
}
