package groundswell.domain.files;

import java.util.List;

/// The result of checking a row.
///
/// @param <E> what a good row says
public sealed interface CheckedRow<E> {
  /// @param entries one in a long layout; in a wide one, one for each value, so possibly none
  record Good<E>(List<E> entries) implements CheckedRow<E> {
    public Good {
      entries = List.copyOf(entries);
    }
  }

  /// @param entries how many rows of the report it counts for: in a wide layout its values, but at
  ///     least one
  record Bad<E>(Rejection rejection, int entries) implements CheckedRow<E> {}
}
