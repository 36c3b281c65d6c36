package groundswell.domain.uploads;

/// Why a row is not taken.
///
/// @param field the column at fault as the file calls it, empty if it is the row as a whole
/// @param message what is wrong and what would be right
public record Rejection(RowError error, String field, String message) {}
