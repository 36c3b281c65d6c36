package groundswell.operations.domain;

import java.time.Instant;
import java.util.List;

/// Port: what was done to the failures.
public interface Audit {
  /// Idempotent: adding the same line twice adds it once.
  void append(AuditLine line);

  /// Latest first.
  ///
  /// @param since the earliest
  /// @param limit how many at most
  List<AuditLine> list(Instant since, int limit);
}
