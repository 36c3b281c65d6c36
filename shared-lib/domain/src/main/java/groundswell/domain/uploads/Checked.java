package groundswell.domain.uploads;

import java.util.List;

/// What checking a row of a file came to.
///
/// @param <E> what a good row says
public sealed interface Checked<E> {
  /// @param entries one in a long layout, one for each value in a wide one, so possibly none
  record Good<E>(List<E> entries) implements Checked<E> {
    public Good {
      entries = List.copyOf(entries);
    }
  }

  /// @param entries how many rows of the report it counts for: its values in a wide layout, at
  /// least one
  record Bad<E>(Rejection rejection, int entries) implements Checked<E> {}
}
