package groundswell.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Failures that were handled again with every write discarded.
///
/// @param verdicts null until it has ended
public record Rehearsal(boolean ended, @Nullable List<Verdict> verdicts) {
  public Rehearsal {
    verdicts = verdicts == null ? null : List.copyOf(verdicts);
  }

  /// @param failed why it would fail again; null if it would succeed
  /// @param writes what it would have written
  public record Verdict(
      String failure, boolean succeeds, @Nullable String failed, List<String> writes) {
    public Verdict {
      writes = List.copyOf(writes);
    }
  }
}
