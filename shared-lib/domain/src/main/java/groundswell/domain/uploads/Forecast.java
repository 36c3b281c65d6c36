package groundswell.domain.uploads;

import groundswell.domain.Lane;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Reward;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.Standing;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Judges by what would be stored, and writes nothing: the members of one partition of a file, each
/// in the challenges that the file may move. It scores all months of a challenge, because its
/// progress may be behind. It judges twice, before and after, so that the difference is due to the
/// file alone.
///
/// @param cases who is judged where
public record Forecast(List<Case> cases) {
  public Forecast {
    cases = List.copyOf(cases);
  }

  /// A member in a challenge that the file may move.
  ///
  /// @param joinedBefore whether the member is in it already, or joins it by the file
  /// @param joinedAfter whether the member is in it then, or leaves it by the file
  public record Case(
      Member member, Challenge challenge, boolean joinedBefore, boolean joinedAfter) {}

  /// @param changed what the months become whose values the file changes
  public static Forecast ofActivity(
      Map<MonthKey, StoredMonth> changed,
      Map<MemberId, Member> members,
      Collection<Challenge> challenges) {
    var months = new HashMap<MemberId, Set<MonthKey>>();
    changed
        .keySet()
        .forEach(key -> months.computeIfAbsent(key.member(), _ -> new HashSet<>()).add(key));
    var cases = new ArrayList<Case>();
    for (var challenge : challenges) {
      months.forEach(
          (id, keys) -> {
            var member = members.get(id);
            if (member != null && member.isIn(challenge.id()) && counts(challenge, keys))
              cases.add(new Case(member, challenge, true, true));
          });
    }
    return new Forecast(cases);
  }

  private static boolean counts(Challenge challenge, Set<MonthKey> months) {
    var terms = challenge.terms();
    return months.stream()
        .anyMatch(
            key ->
                terms.rule().metrics().contains(key.metric())
                    && terms.period().touches(key.month()));
  }

  /// @param after members as the file leaves them
  /// @param before members as they are stored
  /// @param leavers members who leave, as they are stored
  public static Forecast ofMembers(
      Collection<Member> after,
      Map<MemberId, Member> before,
      Collection<Member> leavers,
      Map<ChallengeId, Challenge> challenges) {
    var cases = new ArrayList<Case>();
    for (var member : after) {
      var held = Optional.ofNullable(before.get(member.id()));
      for (var id : member.enrolments().keySet()) {
        var challenge = challenges.get(id);
        boolean joins = member.isIn(id) && held.filter(it -> it.isIn(id)).isEmpty();
        if (joins && challenge != null) cases.add(new Case(member, challenge, false, true));
      }
    }
    for (var member : leavers) {
      for (var id : member.enrolments().keySet()) {
        var challenge = challenges.get(id);
        if (member.isIn(id) && challenge != null)
          cases.add(new Case(member, challenge, true, false));
      }
    }
    return new Forecast(cases);
  }

  /// What the months become whose values rows change, by the rules of storing them.
  ///
  /// @param stored the months of these rows that there are
  public static Map<MonthKey, StoredMonth> changed(
      ActivityRows rows, Map<MonthKey, StoredMonth> stored, Instant now) {
    var changed = new HashMap<MonthKey, StoredMonth>();
    rows.months()
        .forEach(
            (key, offered) -> {
              var held = stored.getOrDefault(key, StoredMonth.NONE);
              var merge =
                  held.merge(offered, Lane.BULK, Optional.empty(), SourcePolicy.HIGHEST, now);
              if (merge instanceof Merge.Changed(var next, _, _)
                  && next.valueVersion() != held.valueVersion()) changed.put(key, next);
            });
    return changed;
  }

  /// The months that have to be known.
  public Set<MonthKey> months() {
    var months = new HashSet<MonthKey>();
    for (var each : cases)
      months.addAll(Scoring.monthsThatCount(each.challenge().terms(), each.member().id()));
    return months;
  }

  /// The members whose ledgers have to be known, by challenge.
  public Map<ChallengeId, Set<MemberId>> ledgers() {
    var members = new TreeMap<ChallengeId, Set<MemberId>>();
    for (var each : cases)
      members.computeIfAbsent(each.challenge().id(), _ -> new HashSet<>()).add(each.member().id());
    return members;
  }

  /// @param members how many members the partition has, whether judged in a challenge or not
  /// @param before the stored months
  /// @param changed what some of them become
  /// @param ledgers the stored ledgers, by challenge
  public Consequences judge(
      long members,
      Map<MonthKey, StoredMonth> before,
      Map<MonthKey, StoredMonth> changed,
      Map<ChallengeId, Map<MemberId, Ledger>> ledgers) {
    var after = new HashMap<>(before);
    after.putAll(changed);
    var judgement = new Judgement();
    for (var each : cases) {
      var ledger =
          ledgers
              .getOrDefault(each.challenge().id(), Map.of())
              .getOrDefault(each.member().id(), Ledger.NONE);
      judgement.add(each, standing(each, before), standing(each, after), ledger);
    }
    return judgement.consequences(members);
  }

  private static Standing standing(Case each, Map<MonthKey, StoredMonth> months) {
    var terms = each.challenge().terms();
    var partials = Scoring.partialsOf(terms, each.member().id(), months);
    return Scoring.standing(terms.rule(), terms.period(), partials);
  }

  private static Ledger judged(
      Ledger ledger, Challenge challenge, boolean joined, Standing standing) {
    return ledger.judge(challenge.terms(), joined, standing.score(), ledger.judgedRevision() + 1);
  }

  /// The changes found so far.
  private static final class Judgement {
    private final Sum granted = new Sum();
    private final Sum reversed = new Sum();
    private final List<Loss> losses = new ArrayList<>();
    private final Map<ChallengeId, Board> boards = new TreeMap<>();

    void add(Case each, Standing was, Standing becomes, Ledger ledger) {
      var challenge = each.challenge();
      boolean moves = each.joinedBefore() != each.joinedAfter() || !was.equals(becomes);
      if (moves) boards.merge(challenge.id(), new Board(challenge.terms().name(), 1), Board::plus);
      var settled = judged(ledger, challenge, each.joinedBefore(), was);
      for (var change :
          judged(settled, challenge, each.joinedAfter(), becomes).changesSince(settled)) {
        if (!change.reward().equals(Reward.GOAL)) add(each, change);
      }
    }

    private void add(Case each, Ledger.Change change) {
      var member = each.member();
      long points = change.entry().points();
      if (change.entry().granted()) {
        granted.add(member.id(), points);
        return;
      }
      reversed.add(member.id(), points);
      var name = member.profile().displayName();
      losses.add(new Loss(member.id(), name, each.challenge().id(), change.reward(), points));
    }

    Consequences consequences(long members) {
      return new Consequences(
          members, granted.rewards(), reversed.rewards(), losses, new TreeMap<>(boards));
    }
  }

  private static final class Sum {
    private final Set<MemberId> members = new HashSet<>();
    private long rewards;
    private long points;

    void add(MemberId member, long more) {
      members.add(member);
      rewards++;
      points += more;
    }

    Rewards rewards() {
      return new Rewards(rewards, members.size(), points);
    }
  }
}
