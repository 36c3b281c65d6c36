package groundswell.workload;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The domain's values, folded in any order, compared with lists and loops.
class TheDomainAgreesWithTheOracle {
  private static final LocalDate START = LocalDate.of(2026, 1, 30);
  private static final LocalDate END = LocalDate.of(2026, 3, 4);
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final SourceId NO_SOURCE = new SourceId("none");

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

  @ParameterizedTest
  @MethodSource("rules")
  void onEveryRuleAndAnyOrder(Rule rule) {
    long seed = Long.getLong("groundswell.seed", new Random().nextLong());
    var challenge = ChallengeSpec.of("c", START, END, rule, "100");
    var members = MemberGenerator.members(seed, 25, List.of(challenge.id()));
    var activity =
        ActivityOptions.of(1_800, START.minusDays(2), 40, "steps", "distance_km")
            .withRepeats(100, 300)
            .from("watch", "phone", "app", "ring", "scale");
    var rows = rows(new Workload(seed, List.of(), members, activity));
    var oracle = new Oracle();
    oracle.define(challenge);
    oracle.register(members);
    rows.forEach(row -> oracle.enter(row, isCorrection(row), NOON));
    Collections.shuffle(rows, new Random(seed));

    assertThat(board(challenge, members, rows))
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

  private static boolean isCorrection(ActivityRow row) {
    return row.value().remainder(BigDecimal.valueOf(11)).signum() == 0;
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
                        partial(rule, period, key, month));
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

  private static Map<MonthKey, StoredMonth> months(List<ActivityRow> rows) {
    var months = new HashMap<MonthKey, StoredMonth>();
    for (var row : rows) {
      var key =
          new MonthKey(row.member(), new MetricId(row.metric().value()), YearMonth.from(row.day()));
      var stored = months.getOrDefault(key, StoredMonth.NONE);
      var entryKey = new EntryKey(row.day().getDayOfMonth(), row.source().orElse(NO_SOURCE));
      var merge = stored.merge(Map.of(entryKey, entry(row)), Lane.LIVE, Optional.empty(), NOON);
      months.put(
          key,
          switch (merge) {
            case StoredMonth.Merge.Changed(var next, _) -> next;
            case StoredMonth.Merge.Unchanged _ -> stored;
          });
    }
    return months;
  }

  private static DayEntry entry(ActivityRow row) {
    var kind = isCorrection(row) ? DayEntry.Kind.CORRECTION : DayEntry.Kind.MEASUREMENT;
    return new DayEntry(kind, row.recordedAt().orElse(NOON), quantity(row.value()));
  }

  private static VersionedPartial partial(
      ScoringRule rule, Period period, MonthKey key, StoredMonth month) {
    var values = month.month().dayValues();
    return new VersionedPartial(
        month.valueVersion(), Scoring.partialOf(rule, period, key.metric(), key.month(), values));
  }
}
