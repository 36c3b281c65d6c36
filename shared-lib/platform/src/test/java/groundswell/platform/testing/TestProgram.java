package groundswell.platform.testing;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Profile;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.Recalculations;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tenant of its own in the tables of this JVM, with its challenges, members and activity. Each
/// activity is recorded later than the previous one.
public final class TestProgram {
  public static final MetricId STEPS = new MetricId("steps");
  public static final Period SPRING =
      new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 2));

  public final TenantId tenant = TestEnvironment.newTenant();
  public final Members members = new Wiring(TestEnvironment.ofTables()).members();
  public final Challenges challenges = new Wiring(TestEnvironment.ofTables()).challenges();
  public final ActivityMonths activity = new Wiring(TestEnvironment.ofTables()).months();
  public final ProgressItems progress = new Wiring(TestEnvironment.ofTables()).progress();
  public final Recalculations recalculations =
      new Wiring(TestEnvironment.ofTables()).recalculations();
  public final Ledgers ledgers = new Wiring(TestEnvironment.ofTables()).ledgers();

  private Instant now = TestEnvironment.NOW;

  /// The total of steps in [#SPRING], with a goal of 10,000 and 100 points for half of it.
  public static Terms totalOfSteps() {
    return termsOf(new ScoringRule.Total(STEPS, Optional.empty()));
  }

  public static Terms termsOf(ScoringRule rule) {
    return terms(SPRING, rule, RankPolicy.STANDARD);
  }

  public static Terms terms(Period period, ScoringRule rule, RankPolicy ranking) {
    return new Terms(
        "Spring",
        period,
        rule,
        SourcePolicy.HIGHEST,
        Quantity.of(10_000),
        Optional.empty(),
        0,
        ranking,
        List.of(new Reward(new RewardId("half"), 50, 100)));
  }

  public Challenge define(String id, Terms terms) {
    var challenge = Challenge.create(new ChallengeId(id), terms, tick());
    return save(challenge, Versions.NONE);
  }

  public Challenge redefine(Challenge challenge, Terms terms) {
    var stored = challenges.find(tenant, challenge.id()).orElseThrow();
    var changed = stored.change(terms, tick());
    return save(changed, stored.version());
  }

  public Member join(String member, Challenge... joined) {
    var id = new MemberId(member);
    var stored = members.find(tenant, id);
    var profile = stored.map(Member::profile).orElse(profile("Name of " + member));
    return save(
        stored,
        Member.register(
            stored, id, profile, List.of(joined).stream().map(Challenge::id).toList(), tick()));
  }

  public Member leave(String member, Challenge challenge) {
    var stored = members.find(tenant, new MemberId(member)).orElseThrow();
    return save(Optional.of(stored), stored.leave(challenge.id(), tick()));
  }

  public Member rename(String member, String name) {
    var stored = members.find(tenant, new MemberId(member)).orElseThrow();
    return save(
        Optional.of(stored),
        Member.register(Optional.of(stored), stored.id(), profile(name), List.of(), tick()));
  }

  /// Enters a day's steps.
  ///
  /// @return the month's values, as in its event
  public MonthValues walk(String member, String day, long steps) {
    return enter(member, STEPS, LocalDate.parse(day), Quantity.of(steps), Lane.BULK);
  }

  public MonthValues enter(
      String member, MetricId metric, LocalDate day, Quantity value, Lane lane) {
    var key = new MonthKey(new MemberId(member), metric, YearMonth.from(day));
    var source = new EntryKey(day.getDayOfMonth(), new SourceId("watch"));
    var offered = Statements.of(source, DayEntry.of(tick(), value));
    var stored = month(key).orElse(StoredMonth.NONE);
    switch (stored.merge(offered, lane, Optional.empty(), SourcePolicy.HIGHEST, now)) {
      case StoredMonth.Merge.Changed(var next, _, _) -> {
        if (activity.saveIf(tenant, key, next, stored.version()).isPresent())
          throw new IllegalStateException("another test writes to " + key);
      }
      case StoredMonth.Merge.Unchanged _ -> {}
    }
    return valuesOf(key);
  }

  public MonthValues valuesOf(MonthKey key) {
    var stored = month(key).orElseThrow();
    return new MonthValues(
        key.member(), key.metric(), key.month(), stored.valueVersion(), stored.month().values());
  }

  public Optional<Progress> progressOf(String member, Challenge challenge) {
    return progress.find(tenant, challenge, new MemberId(member));
  }

  /// Writes a member's whole progress, computed from these months.
  public Progress score(String member, Challenge challenge, MonthValues... months) {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    for (var month : months) {
      var partial =
          Scoring.partialOf(
              challenge.terms().rule(),
              challenge.terms().period(),
              month.metric(),
              month.month(),
              challenge.terms().sources().dayValues(month.days()));
      partials.put(
          new PartialKey(month.metric(), month.month()),
          new VersionedPartial(month.valueVersion(), partial));
    }
    return write(member, challenge, true, partials);
  }

  /// Makes a member leave, and writes its progress.
  public Progress end(String member, Challenge challenge) {
    leave(member, challenge);
    return write(member, challenge, false, new TreeMap<>());
  }

  private Progress write(
      String member,
      Challenge challenge,
      boolean joined,
      SortedMap<PartialKey, VersionedPartial> partials) {
    var stored = progressOf(member, challenge);
    var enrolment = enrolmentVersion(member, challenge);
    var next =
        Progress.recomputed(stored, challenge.version(), enrolment, joined, partials, tick());
    long revision = stored.map(Progress::revision).orElse(Versions.NONE);
    if (!progress.writeFull(tenant, challenge, new MemberId(member), next, revision, Lane.BULK))
      throw new IllegalStateException("another test writes to " + member);
    return next;
  }

  /// Advances the time.
  public Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private long enrolmentVersion(String member, Challenge challenge) {
    return members
        .find(tenant, new MemberId(member))
        .map(known -> known.enrolments().get(challenge.id()))
        .orElseThrow()
        .version();
  }

  private Optional<StoredMonth> month(MonthKey key) {
    return Optional.ofNullable(activity.read(tenant, List.of(key), Consistency.STRONG).get(key));
  }

  private Challenge save(Challenge next, long expected) {
    if (!challenges.saveIf(tenant, next, expected))
      throw new IllegalStateException("another test writes to " + next.id());
    return next;
  }

  private Member save(Optional<Member> stored, Member next) {
    long version = stored.map(Member::version).orElse(Versions.NONE);
    if (next.version() != version
        && members.saveIf(tenant, next, version, Members.Origin.LIVE).isPresent())
      throw new IllegalStateException("another test writes to " + next.id());
    return next;
  }

  private static Profile profile(String name) {
    return new Profile(name, Optional.empty(), ZoneOffset.UTC);
  }
}
