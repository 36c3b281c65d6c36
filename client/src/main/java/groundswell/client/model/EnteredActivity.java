package groundswell.client.model;

import java.util.List;

/// The result of a member's entries.
///
/// @param progress in the challenges that count one of the metrics
public record EnteredActivity(List<Outcome> entries, List<ChallengeProgress> progress) {
  public EnteredActivity {
    entries = List.copyOf(entries);
    progress = List.copyOf(progress);
  }

  /// @param outcome `accepted`, `unchanged` or `superseded`
  public record Outcome(String outcome) {}
}
