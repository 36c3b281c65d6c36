package groundswell.workload.oracle;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.SourceId;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Sources;
import groundswell.workload.oracle.Diary.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The expected state of one tenant. It is given the clients' actions in the order in which they
/// take effect.
public final class Oracle {
  /// The source of live entries that name none.
  private static final String MANUAL = "manual";

  /// The source of rows of files that name none.
  private static final String FILE = "file";

  private final SortedMap<ChallengeId, ChallengeSpec> challenges = new TreeMap<>();
  private final SortedMap<MemberId, Set<ChallengeId>> joined = new TreeMap<>();
  private final SortedMap<MemberId, Diary> diaries = new TreeMap<>();

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

  /// Registers members, and removes everybody else, as a complete file does.
  public void replaceAll(List<MemberRow> members) {
    register(members);
    var named = members.stream().map(MemberRow::id).toList();
    joined.keySet().stream().filter(member -> !named.contains(member)).forEach(this::remove);
  }

  public void join(MemberId member, ChallengeId challenge) {
    challengesOf(member).add(challenge);
  }

  public void leave(MemberId member, ChallengeId challenge) {
    challengesOf(member).remove(challenge);
  }

  /// The member leaves all challenges, and keeps what is stored.
  public void remove(MemberId member) {
    challengesOf(member).clear();
  }

  /// Nothing of the member stays.
  public void erase(MemberId member) {
    joined.remove(member);
    diaries.remove(member);
  }

  public boolean isRegistered(MemberId member) {
    return joined.containsKey(member);
  }

  /// Records a live entry. It is from the source `manual` unless the row names one.
  public void enter(ActivityRow row, Instant acceptedAt) {
    diaryOf(row.member()).take(Entry.of(row, MANUAL, acceptedAt));
  }

  /// Takes back what a source had said about a day.
  public void withdraw(
      MemberId member, LocalDate day, MetricId metric, SourceId source, Instant at) {
    diaryOf(member).take(new Entry(day, metric, source.value(), at, Optional.empty()));
  }

  /// Corrects a day, whatever its sources say.
  ///
  /// @param value empty if the day has no entry
  public void correct(
      MemberId member, LocalDate day, MetricId metric, Optional<BigDecimal> value, Instant at) {
    diaryOf(member).correct(new Correction(day, metric, at, false, value));
  }

  /// Lifts the correction of a day, so that its sources count again.
  public void lift(MemberId member, LocalDate day, MetricId metric, Instant at) {
    diaryOf(member).correct(new Correction(day, metric, at, true, Optional.empty()));
  }

  /// Records an uploaded file under the policy that accepts all good rows.
  ///
  /// @param lines in the order of the file
  /// @param acceptedAt the recorded-at of rows that have none; only its order among the others
  ///     matters
  public UploadReport upload(Stream<FileLine> lines, Instant acceptedAt) {
    return UploadReport.of(fates(lines, acceptedAt));
  }

  /// Records an uploaded file as [#upload] does.
  ///
  /// @param lines in the order of the file
  /// @return what became of each line
  public List<LineFate> fates(Stream<FileLine> lines, Instant acceptedAt) {
    var offered = new TreeMap<MemberId, List<Offer>>();
    var fates = new ArrayList<LineFate>();
    for (var line : (Iterable<FileLine>) lines::iterator) {
      if (line instanceof FileLine.Good(var row)) {
        offered
            .computeIfAbsent(row.member(), _ -> new ArrayList<>())
            .add(new Offer(fates.size(), Entry.of(row, FILE, acceptedAt)));
      }
      fates.add(LineFate.REJECTED);
    }
    offered.forEach((member, some) -> take(diaryOf(member), some, fates));
    return fates;
  }

  private static void take(Diary diary, List<Offer> offered, List<LineFate> fates) {
    var winners = winners(offered);
    var outcomes = new LinkedHashMap<Offer, Outcome>();
    for (var winner : winners) outcomes.put(winner, diary.take(winner.entry()));
    for (var each : outcomes.entrySet()) {
      var entry = each.getKey().entry();
      boolean kept = diary.keeps(entry);
      var outcome = kept ? each.getValue() : Outcome.SUPERSEDED;
      boolean stands = !kept || outcome != Outcome.SUPERSEDED;
      boolean counts = !stands || (kept && diary.counts(entry, Sources.HIGHEST));
      var result = outcome.name().toLowerCase(Locale.ROOT);
      fates.set(each.getKey().index(), new LineFate(result, OptionalInt.empty(), counts));
    }
    for (var offer : offered) {
      if (outcomes.containsKey(offer)) continue;
      for (var winner : winners)
        if (winner.entry().isOfSameDayAndSourceAs(offer.entry()))
          fates.set(offer.index(), LineFate.supersededBy(winner.index()));
    }
  }

  /// The winners among entries of the same day and source in one file: the later recorded-at wins,
  /// then the greater value, then the first.
  private static List<Offer> winners(List<Offer> offered) {
    var winners = new ArrayList<Offer>();
    for (var offer : offered) {
      int rival = -1;
      for (int i = 0; i < winners.size(); i++)
        if (winners.get(i).entry().isOfSameDayAndSourceAs(offer.entry())) rival = i;
      if (rival < 0) winners.add(offer);
      else if (offer.entry().winsOver(winners.get(rival).entry())) winners.set(rival, offer);
    }
    return winners;
  }

  /// An entry of a file.
  ///
  /// @param index of its line among the lines
  private record Offer(int index, Entry entry) {}

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
            standings.put(member, new Scorer(spec, diaryOf(member)).standing());
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

  private Diary diaryOf(MemberId member) {
    return diaries.computeIfAbsent(member, _ -> new Diary());
  }
}
