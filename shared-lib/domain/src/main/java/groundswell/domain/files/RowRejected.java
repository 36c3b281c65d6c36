package groundswell.domain.files;

import java.util.Optional;

/// Ends the check of a row, or of a column, at its first fault. It never leaves this package:
/// [RowCheck] turns it into a [CheckedRow]. It has no stack trace, so that a file of bad rows is
/// checked as fast as one of good rows.
final class RowRejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  RowRejected(Rejection rejection) {
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  /// Throws the rejection, if there is one.
  static void throwIfPresent(Optional<Rejection> rejection) {
    if (rejection.isPresent()) throw new RowRejected(rejection.get());
  }

  Rejection rejection() {
    return rejection;
  }
}
