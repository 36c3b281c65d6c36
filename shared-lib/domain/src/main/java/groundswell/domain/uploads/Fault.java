package groundswell.domain.uploads;

/// What is wrong with a value.
///
/// @param message what is wrong and what would be right
public record Fault(RowError error, String message) {
  Rejection in(String field) {
    return new Rejection(error, field, message);
  }
}
