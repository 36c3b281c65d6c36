package groundswell.domain.rewards;

import groundswell.domain.Versions;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.RewardId;
import groundswell.domain.scoring.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A member's rewards in a challenge. The points balance is the sum over the granted entries.
///
/// @param judgedRevision the progress revision at which it was last judged
/// @param entries by reward; [Reward#GOAL] records whether the goal was reached
public record Ledger(long judgedRevision, SortedMap<RewardId, Entry> entries) {
  public static final Ledger NONE = new Ledger(Versions.NONE, new TreeMap<>());

  public Ledger {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /// This ledger judged at a revision: earned rewards are granted, others reversed. A member who
  /// has left earns nothing.
  public Ledger judge(Terms terms, boolean joined, Score score, long revision) {
    var judged = new TreeMap<>(entries);
    judged.replaceAll((_, entry) -> entry.become(false, entry.points()));
    grantIf(
        judged, Reward.GOAL, 0, joined && score.compareTo(Score.shareOf(terms.goal(), 100)) >= 0);
    for (var reward : terms.rewards()) {
      boolean entitled =
          joined && score.compareTo(Score.shareOf(terms.goal(), reward.percent())) >= 0;
      grantIf(judged, reward.id(), reward.points(), entitled);
    }
    return new Ledger(revision, judged);
  }

  private void grantIf(
      SortedMap<RewardId, Entry> judged, RewardId id, long points, boolean entitled) {
    if (!entitled) return;
    var before = entries.get(id);
    judged.put(id, before == null ? new Entry(true, points, 1) : before.become(true, points));
  }

  /// The entries that differ from an earlier ledger.
  public List<Change> changesSince(Ledger before) {
    var changes = new ArrayList<Change>();
    entries.forEach(
        (id, entry) -> {
          if (!entry.equals(before.entries.get(id))) changes.add(new Change(id, entry));
        });
    return List.copyOf(changes);
  }

  /// The points that the member has from this challenge.
  public long points() {
    return entries.values().stream().filter(Entry::granted).mapToLong(Entry::points).sum();
  }

  /// @param granted false once it was reversed
  /// @param changes how often it changed; together with member, challenge and reward it identifies
  ///     the notification
  public record Entry(boolean granted, long points, int changes) {
    public Entry {
      if (points < 0 || points > Reward.POINTS_MAX) {
        throw new IllegalArgumentException(
            "points %d is not in 0..%d".formatted(points, Reward.POINTS_MAX));
      }
      if (changes < 1)
        throw new IllegalArgumentException("changes %d is below 1".formatted(changes));
    }

    Entry become(boolean nowGranted, long nowPoints) {
      if (nowGranted == granted && (nowPoints == points || !granted)) return this;
      return new Entry(nowGranted, nowPoints, changes + 1);
    }
  }

  public record Change(RewardId reward, Entry entry) {}
}
