package groundswell.client.model;

import java.util.List;

/// What became of entries or corrections.
///
/// @param progress in the challenges that count one of the metrics
public record EnteredActivity(List<Outcome> entries, List<ChallengeProgress> progress) {
  public EnteredActivity {
    entries = List.copyOf(entries);
    progress = List.copyOf(progress);
  }

  /// @param outcome `accepted`, `unchanged` or `superseded`
  /// @param counts whether its value is the day's value, or part of it
  /// @param day what counts for the day now
  public record Outcome(String outcome, boolean counts, Counting day) {}
}
