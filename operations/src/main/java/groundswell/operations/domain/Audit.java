package groundswell.operations.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port: what was done to the failures.
public interface Audit {
  /// Idempotent: adding the same line twice adds it once.
  void append(AuditLine line);

  /// Latest first.
  ///
  /// @param since the earliest
  /// @param limit how many at most
  /// @param olderThan the line before the first one; empty for those from the latest
  List<AuditLine> list(Instant since, int limit, Optional<AuditLine.Place> olderThan);
}
