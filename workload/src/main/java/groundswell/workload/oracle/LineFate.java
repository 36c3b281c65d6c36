package groundswell.workload.oracle;

import java.util.OptionalInt;

/// What became of a row of an uploaded file.
///
/// @param result `accepted`, `unchanged`, `superseded` or `rejected`
/// @param supersededBy the index of the row of the file that superseded it, if one did
/// @param counts false for a value that does not count under the tenant's default
public record LineFate(String result, OptionalInt supersededBy, boolean counts) {
  static final LineFate REJECTED = new LineFate("rejected", OptionalInt.empty(), true);

  static LineFate supersededBy(int index) {
    return new LineFate("superseded", OptionalInt.of(index), true);
  }
}
