package groundswell.workload;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.workload.oracle.BoardLine;
import groundswell.workload.oracle.Oracle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The domain's values, folded in any order, compared with lists and loops.
class TheDomainAgreesWithTheOracle {
  private static final LocalDate START = LocalDate.of(2026, 1, 30);
  private static final LocalDate END = LocalDate.of(2026, 3, 4);
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private static ScoringRule domainRule(Rule rule) {
    return switch (rule) {
      case Rule.Total(var metric, var cap) ->
          new ScoringRule.Total(metric, cap.map(TheDomainAgreesWithTheOracle::quantity));
      case Rule.DailyGoal(var metric, var threshold) ->
          new ScoringRule.DailyGoal(metric, quantity(threshold));
      case Rule.Streak(var metric, var threshold) ->
          new ScoringRule.Streak(metric, quantity(threshold));
      case Rule.BestDay(var metric) -> new ScoringRule.BestDay(metric);
      case Rule.Average(var metric, var cap, int minDays) ->
          new ScoringRule.Average(metric, cap.map(TheDomainAgreesWithTheOracle::quantity), minDays);
      case Rule.Points(var metrics) ->
          new ScoringRule.Points(
              metrics.stream()
                  .map(
                      weight ->
                          new ScoringRule.PointsMetric(
                              weight.metric(),
                              quantity(weight.pointsPerUnit()),
                              weight.dailyCap().map(TheDomainAgreesWithTheOracle::quantity)))
                  .toList());
    };
  }

  private static Quantity quantity(BigDecimal number) {
    return Quantity.parse(number.toPlainString()).orElseThrow();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.total("steps"),
        Rule.total("steps", "12000"),
        Rule.dailyGoal("distance_km", "9.75"),
        Rule.streak("steps", "8000"),
        Rule.bestDay("distance_km"),
        Rule.average("distance_km", 7),
        Rule.points(
            Rule.weight("steps", "0.013", "150"), Rule.weight("distance_km", "7.333", "99.5")));
  }

  static List<Sources> policies() {
    return List.of(
        Sources.HIGHEST,
        Sources.SUM,
        Sources.SUM.only("app", "phone", "manual"),
        Sources.inOrder("ring", "watch"),
        Sources.inOrder("scale").only("app", "scale", "watch"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void onEveryRuleAndAnyOrder(Rule rule) {
    agree(ChallengeSpec.of("c", START, END, rule, "100"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void onEveryPolicyOfSources(Sources sources) {
    agree(ChallengeSpec.of("c", START, END, Rule.total("steps"), "100").withSources(sources));
  }

  private static void agree(ChallengeSpec challenge) {
    long seed = Long.getLong("groundswell.seed", new Random().nextLong());
    var members = MemberGenerator.members(seed, 25, List.of(challenge.id()));
    var activity =
        ActivityOptions.of(1_800, START.minusDays(2), 40, "steps", "distance_km")
            .withRepeats(100, 300)
            .from("watch", "phone", "app", "ring", "scale");
    var rows = rows(new Workload(seed, List.of(), members, activity));
    var oracle = new Oracle();
    oracle.define(challenge);
    oracle.register(members);
    rows.forEach(row -> tell(oracle, row));
    var shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(board(challenge, members, shuffled))
        .describedAs("-Dgroundswell.seed=%d", seed)
        .isEqualTo(oracle.board(new ChallengeId("c")));
  }

  private static List<ActivityRow> rows(Workload workload) {
    var rows = new ArrayList<ActivityRow>();
    workload
        .activityLines()
        .forEach(
            line -> {
              if (line instanceof FileLine.Good(var row)) rows.add(row);
            });
    return rows;
  }

  /// One row in eleven is a correction instead; of those, some are blank or lifted.
  private static boolean isCorrection(ActivityRow row) {
    return row.value().remainder(BigDecimal.valueOf(11)).signum() == 0;
  }

  private static void tell(Oracle oracle, ActivityRow row) {
    if (!isCorrection(row)) {
      oracle.enter(row, NOON);
      return;
    }
    switch (ruling(row)) {
      case Ruling.Lifted() -> oracle.lift(row.member(), row.day(), row.metric(), NOON);
      case Ruling.Blank() ->
          oracle.correct(row.member(), row.day(), row.metric(), Optional.empty(), NOON);
      case Ruling.Exactly _ ->
          oracle.correct(row.member(), row.day(), row.metric(), Optional.of(row.value()), NOON);
    }
  }

  private static Ruling ruling(ActivityRow row) {
    return switch (row.value().intValue() % 4) {
      case 0 -> Ruling.LIFTED;
      case 1 -> Ruling.BLANK;
      default -> new Ruling.Exactly(quantity(row.value()));
    };
  }

  private static List<BoardLine> board(
      ChallengeSpec challenge, List<MemberRow> members, List<ActivityRow> rows) {
    var rule = domainRule(challenge.rule());
    var period = new Period(challenge.start(), challenge.end());
    var partials = new HashMap<MemberId, TreeMap<PartialKey, VersionedPartial>>();
    months(rows)
        .forEach(
            (key, month) -> {
              if (rule.metrics().contains(key.metric()))
                partials
                    .computeIfAbsent(key.member(), _ -> new TreeMap<>())
                    .put(
                        new PartialKey(key.metric(), key.month()),
                        partial(rule, policy(challenge.sources()), period, key, month));
            });
    var board = Board.EMPTY;
    for (var member : members) {
      var standing =
          Scoring.standing(rule, period, partials.getOrDefault(member.id(), new TreeMap<>()));
      var register = new BoardRow.ScoreRegister(1, true, standing.score(), standing.days());
      board = board.merge(List.of(BoardRow.of(member.id(), register)));
    }
    return board.ranked(RankPolicy.STANDARD).stream()
        .map(
            row ->
                new BoardLine(
                    row.rank(), row.row().member(), new BigDecimal(row.score().toString())))
        .toList();
  }

  static SourcePolicy policy(Sources sources) {
    var choice =
        switch (sources.count()) {
          case HIGHEST -> new SourcePolicy.Choice.Highest();
          case SUM -> new SourcePolicy.Choice.Sum();
          case PRIORITY -> new SourcePolicy.Choice.Priority(sources.priority());
        };
    return new SourcePolicy(choice, new TreeSet<>(sources.only()));
  }

  private static Map<MonthKey, StoredMonth> months(List<ActivityRow> rows) {
    var months = new HashMap<MonthKey, StoredMonth>();
    for (var row : rows) {
      var key =
          new MonthKey(row.member(), new MetricId(row.metric().value()), YearMonth.from(row.day()));
      var stored = months.getOrDefault(key, StoredMonth.NONE);
      var merge =
          stored.merge(statements(row), Lane.LIVE, Optional.empty(), SourcePolicy.HIGHEST, NOON);
      months.put(
          key,
          switch (merge) {
            case StoredMonth.Merge.Changed(var next, _, _) -> next;
            case StoredMonth.Merge.Unchanged _ -> stored;
          });
    }
    return months;
  }

  private static Statements statements(ActivityRow row) {
    int day = row.day().getDayOfMonth();
    if (isCorrection(row)) return new Statements().add(day, new Correction(NOON, ruling(row)));
    var key = new EntryKey(day, row.source().orElse(SourceId.MANUAL));
    return Statements.of(key, DayEntry.of(row.recordedAt().orElse(NOON), quantity(row.value())));
  }

  private static VersionedPartial partial(
      ScoringRule rule, SourcePolicy policy, Period period, MonthKey key, StoredMonth month) {
    var values = month.month().dayValues(policy);
    return new VersionedPartial(
        month.valueVersion(), Scoring.partialOf(rule, period, key.metric(), key.month(), values));
  }
}
