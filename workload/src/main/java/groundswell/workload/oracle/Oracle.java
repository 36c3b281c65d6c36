package groundswell.workload.oracle;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The expected state of one tenant. It is given the clients' actions in the order in which they
/// take effect.
public final class Oracle {
  private final SortedMap<ChallengeId, ChallengeSpec> challenges = new TreeMap<>();
  private final SortedMap<MemberId, Set<ChallengeId>> joined = new TreeMap<>();
  private final SortedMap<MemberId, List<Entry>> entries = new TreeMap<>();

  /// Defines or redefines a challenge.
  public void define(ChallengeSpec challenge) {
    challenges.put(challenge.id(), challenge);
  }

  /// Registers members and enrols them. Enrolments that a row does not name stay.
  public void register(List<MemberRow> members) {
    for (var member : members) {
      joined.computeIfAbsent(member.id(), _ -> new TreeSet<>()).addAll(member.challenges());
    }
  }

  public void join(MemberId member, ChallengeId challenge) {
    challengesOf(member).add(challenge);
  }

  public void leave(MemberId member, ChallengeId challenge) {
    challengesOf(member).remove(challenge);
  }

  /// Records a live entry.
  public void enter(ActivityRow row, boolean correction, Instant acceptedAt) {
    take(entriesOf(row.member()), Entry.of(row, correction, acceptedAt));
  }

  /// Records an uploaded file under the policy that accepts all good rows.
  ///
  /// @param lines in the order of the file
  /// @param acceptedAt the recorded-at of rows that have none; only its order among the others
  ///     matters
  public UploadReport upload(Stream<FileLine> lines, Instant acceptedAt) {
    var offered = new TreeMap<MemberId, List<Entry>>();
    long received = 0;
    long rejected = 0;
    for (var line : (Iterable<FileLine>) lines::iterator) {
      received++;
      switch (line) {
        case FileLine.Bad _ -> rejected++;
        case FileLine.Good(var row) ->
            offered
                .computeIfAbsent(row.member(), _ -> new ArrayList<>())
                .add(Entry.of(row, false, acceptedAt));
      }
    }
    long accepted = 0;
    long unchanged = 0;
    for (var member : offered.keySet()) {
      var held = entriesOf(member);
      for (var winner : winners(offered.get(member))) {
        switch (take(held, winner)) {
          case ACCEPTED -> accepted++;
          case UNCHANGED -> unchanged++;
          case SUPERSEDED -> {}
        }
      }
    }
    long superseded = received - rejected - accepted - unchanged;
    return new UploadReport(received, accepted, unchanged, superseded, rejected);
  }

  /// The winners among entries of the same day and source in one file: the later recorded-at wins,
  /// then the greater value.
  private static List<Entry> winners(List<Entry> offered) {
    var winners = new ArrayList<Entry>();
    for (var entry : offered) {
      int rival = indexOfSameDayAndSource(winners, entry);
      if (rival < 0) winners.add(entry);
      else if (entry.winsOver(winners.get(rival))) winners.set(rival, entry);
    }
    return winners;
  }

  private static int indexOfSameDayAndSource(List<Entry> entries, Entry wanted) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).isOfSameDayAndSourceAs(wanted)) return i;
    }
    return -1;
  }

  private enum Outcome {
    ACCEPTED,
    UNCHANGED,
    SUPERSEDED
  }

  private static Outcome take(List<Entry> held, Entry offered) {
    int index = indexOfSameDayAndSource(held, offered);
    if (index < 0) {
      held.add(offered);
      return Outcome.ACCEPTED;
    }
    var before = held.get(index);
    boolean wins = offered.winsOver(before);
    if (wins) held.set(index, offered);
    if (before.value().compareTo(offered.value()) == 0) return Outcome.UNCHANGED;
    return wins ? Outcome.ACCEPTED : Outcome.SUPERSEDED;
  }

  /// The whole board of a challenge.
  public List<BoardLine> board(ChallengeId challenge) {
    var standings = standings(challenge);
    var order =
        standings.keySet().stream()
            .sorted(
                Comparator.comparing((MemberId member) -> score(standings, member))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    var board = new ArrayList<BoardLine>();
    for (var member : order) {
      var score = score(standings, member);
      boolean tied = !board.isEmpty() && board.getLast().score().compareTo(score) == 0;
      board.add(new BoardLine(tied ? board.getLast().rank() : board.size() + 1, member, score));
    }
    return Collections.unmodifiableList(board);
  }

  private static BigDecimal score(Map<MemberId, Standing> standings, MemberId member) {
    var standing = standings.get(member);
    if (standing == null)
      throw new IllegalStateException(
          "member %s has no standing in this challenge".formatted(member));
    return standing.score();
  }

  /// The standings of the members who are in the challenge.
  public SortedMap<MemberId, Standing> standings(ChallengeId challenge) {
    var spec = challenge(challenge);
    var standings = new TreeMap<MemberId, Standing>();
    joined.forEach(
        (member, challengesOfMember) -> {
          if (challengesOfMember.contains(challenge))
            standings.put(member, new Scorer(spec, entriesOf(member)).standing());
        });
    return standings;
  }

  /// The entitlement of every registered member in the challenge.
  public SortedMap<MemberId, Entitlement> entitlements(ChallengeId challenge) {
    var spec = challenge(challenge);
    var standings = standings(challenge);
    var entitlements = new TreeMap<MemberId, Entitlement>();
    for (var member : joined.keySet()) {
      var standing = standings.get(member);
      entitlements.put(
          member, standing == null ? Entitlement.NONE : entitlement(spec, standing.score()));
    }
    return entitlements;
  }

  private static Entitlement entitlement(ChallengeSpec challenge, BigDecimal score) {
    var granted = new TreeSet<RewardId>();
    long points = 0;
    for (var reward : challenge.rewards()) {
      if (!reachesPercent(score, reward.percent(), challenge.goal())) continue;
      granted.add(reward.id());
      points += reward.points();
    }
    return new Entitlement(reachesPercent(score, 100, challenge.goal()), granted, points);
  }

  private static boolean reachesPercent(BigDecimal score, int percent, BigDecimal goal) {
    var hundredfold = score.multiply(BigDecimal.valueOf(100));
    return hundredfold.compareTo(goal.multiply(BigDecimal.valueOf(percent))) >= 0;
  }

  private ChallengeSpec challenge(ChallengeId id) {
    var challenge = challenges.get(id);
    if (challenge == null)
      throw new IllegalArgumentException("challenge %s is not defined".formatted(id));
    return challenge;
  }

  private Set<ChallengeId> challengesOf(MemberId member) {
    var ofMember = joined.get(member);
    if (ofMember == null)
      throw new IllegalArgumentException("member %s is not registered".formatted(member));
    return ofMember;
  }

  private List<Entry> entriesOf(MemberId member) {
    return entries.computeIfAbsent(member, _ -> new ArrayList<>());
  }
}
