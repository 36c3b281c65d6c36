package groundswell.workload;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.SourceId;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.oracle.Entitlement;
import groundswell.workload.oracle.Oracle;
import groundswell.workload.oracle.Standing;
import groundswell.workload.oracle.UploadReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Worked out by hand, so that the oracle itself is checked.
class WhatTheOracleExpects {
  private static final LocalDate START = LocalDate.of(2026, 3, 30);
  private static final LocalDate END = LocalDate.of(2026, 4, 4);
  private static final Instant NOON = Instant.parse("2026-04-05T12:00:00Z");
  private static final MemberId ANN = new MemberId("ann");

  private final Oracle oracle = new Oracle();

  @Test
  void scoresTheSixRules() {
    var rows =
        rows(
            row(-1, "steps", "99999"),
            row(0, "steps", "1000"),
            row(1, "steps", "5000.5"),
            row(2, "steps", "3000"),
            row(4, "steps", "3000"),
            row(4, "active_minutes", "30"),
            row(6, "steps", "99999"));

    assertThat(standing(Rule.total("steps"), rows)).isEqualTo(standing("12000.5", 4, 3));
    assertThat(standing(Rule.total("steps", "2000"), rows)).isEqualTo(standing("7000", 4, 3));
    assertThat(standing(Rule.dailyGoal("steps", "3000"), rows)).isEqualTo(standing("3", 3, 2));
    assertThat(standing(Rule.streak("steps", "3000"), rows)).isEqualTo(standing("2", 3, 2));
    assertThat(standing(Rule.bestDay("steps"), rows)).isEqualTo(standing("5000.5", 4, 3));
    assertThat(standing(Rule.average("steps", 4), rows)).isEqualTo(standing("3000.125", 4, 3));
    assertThat(standing(Rule.average("steps", 5), rows)).isEqualTo(standing("0", 4, 3));
    assertThat(
            standing(
                Rule.points(
                    Rule.weight("steps", "0.01", "40"), Rule.weight("active_minutes", "2", "50")),
                rows))
        .isEqualTo(standing("160", 4, 3));
  }

  @Test
  void roundsAnAverageHalfUpToAMillionth() {
    var rows = rows(row(0, "steps", "1"), row(1, "steps", "1"), row(2, "steps", "0"));

    assertThat(standing(Rule.average("steps", 1), rows)).isEqualTo(standing("0.666667", 3, 3));
  }

  @Test
  void countsTheSourcesThatThePolicyNames() {
    var early = NOON.minusSeconds(60);
    var rows =
        rows(
            row(0, "steps", "10").recordedAt(NOON).from("watch"),
            row(0, "steps", "900").recordedAt(early).from("phone"),
            row(0, "steps", "90").recordedAt(early).from("app"));

    assertThat(total(Sources.HIGHEST, rows)).isEqualTo(standing("900", 1, 1));
    assertThat(total(Sources.SUM, rows)).isEqualTo(standing("1000", 1, 1));
    assertThat(total(Sources.SUM.only("app", "watch"), rows)).isEqualTo(standing("100", 1, 1));
    assertThat(total(Sources.inOrder("ring", "watch"), rows)).isEqualTo(standing("10", 1, 1));
    assertThat(total(Sources.inOrder("ring"), rows)).isEqualTo(standing("900", 1, 1));
    assertThat(total(Sources.HIGHEST.only("ring"), rows)).isEqualTo(standing("0", 0, 0));
  }

  @Test
  void countsTheEightSmallestOfADaysSources() {
    var rows = new ArrayList<ActivityRow>();
    for (int n = 1; n <= 9; n++) rows.add(row(0, "steps", "" + n).from("s" + n));

    assertThat(total(Sources.HIGHEST, rows)).isEqualTo(standing("8", 1, 1));
    assertThat(oracle.upload(lines(rows), NOON)).isEqualTo(new UploadReport(9, 8, 0, 1, 0, 8));
  }

  @Test
  void letsACorrectionStandUntilItIsLifted() {
    var challenge = challenge(Rule.total("steps"));
    var steps = new MetricId("steps");
    oracle.define(challenge);
    oracle.register(List.of(MemberRow.of("ann", "c")));
    oracle.enter(row(0, "steps", "20"), NOON);
    oracle.correct(ANN, START, steps, Optional.of(new BigDecimal("10")), NOON);
    oracle.enter(row(0, "steps", "30"), NOON.plusSeconds(9));
    assertThat(oracle.standings(challenge.id())).containsEntry(ANN, standing("10", 1, 1));

    oracle.correct(ANN, START, steps, Optional.empty(), NOON.plusSeconds(1));
    assertThat(oracle.standings(challenge.id())).containsEntry(ANN, standing("0", 0, 0));

    oracle.lift(ANN, START, steps, NOON.plusSeconds(2));
    assertThat(oracle.standings(challenge.id())).containsEntry(ANN, standing("30", 1, 1));

    oracle.withdraw(ANN, START, steps, SourceId.MANUAL, NOON.plusSeconds(10));
    assertThat(oracle.standings(challenge.id())).containsEntry(ANN, standing("0", 0, 0));
  }

  @Test
  void accountsForEveryRow() {
    var late = NOON.plusSeconds(1);
    var first =
        rows(
            row(0, "steps", "1").recordedAt(NOON),
            row(0, "steps", "2").recordedAt(NOON),
            row(1, "steps", "5").recordedAt(late),
            row(1, "steps", "4").recordedAt(NOON));
    var second =
        rows(
            row(0, "steps", "2").recordedAt(late),
            row(1, "steps", "9").recordedAt(NOON),
            row(2, "steps", "7").recordedAt(NOON),
            row(1, "steps", "6").recordedAt(late).from("phone"));
    var bad = new FileLine.Bad(row(2, "steps", "1"), Fault.NEGATIVE);

    assertThat(oracle.upload(lines(first), NOON)).isEqualTo(new UploadReport(4, 2, 0, 2, 0));
    assertThat(oracle.upload(Stream.concat(lines(second), Stream.of(bad)), NOON))
        .isEqualTo(new UploadReport(5, 2, 1, 1, 1));
    assertThat(oracle.upload(lines(second), NOON)).isEqualTo(new UploadReport(4, 0, 3, 1, 0));
  }

  @Test
  void sharesRanksAndOrdersTiesByMember() {
    oracle.define(challenge(Rule.total("steps")));
    oracle.register(
        List.of(
            MemberRow.of("d", "c"),
            MemberRow.of("c", "c"),
            MemberRow.of("b", "c"),
            MemberRow.of("a", "c"),
            MemberRow.of("left", "c"),
            MemberRow.of("never")));
    oracle.leave(new MemberId("left"), challenge(Rule.total("steps")).id());
    oracle.upload(
        lines(rows(rowOf("d", "9"), rowOf("c", "5"), rowOf("b", "5.0"), rowOf("left", "99"))),
        NOON);

    assertThat(oracle.board(challenge(Rule.total("steps")).id()))
        .extracting(line -> line.rank() + " " + line.member())
        .containsExactly("1 d", "2 b", "2 c", "4 a");
  }

  @Test
  void entitlesFromTheExactShareOn() {
    var challenge =
        ChallengeSpec.of(
            "c",
            START,
            END,
            Rule.total("steps"),
            "30",
            RewardSpec.at(33, 5),
            RewardSpec.at(100, 7));
    oracle.define(challenge);
    oracle.register(List.of(MemberRow.of("ann", "c"), MemberRow.of("bob", "c")));
    oracle.upload(lines(rows(rowOf("ann", "9.9"), rowOf("bob", "9.899"))), NOON);

    assertThat(oracle.entitlements(challenge.id()))
        .containsEntry(
            ANN, new Entitlement(false, new TreeSet<>(Set.of(new RewardId("percent-33"))), 5))
        .containsEntry(new MemberId("bob"), Entitlement.NONE);
  }

  private Standing standing(Rule rule, List<ActivityRow> rows) {
    return standing(challenge(rule), rows);
  }

  private Standing total(Sources sources, List<ActivityRow> rows) {
    return standing(challenge(Rule.total("steps")).withSources(sources), rows);
  }

  private Standing standing(ChallengeSpec challenge, List<ActivityRow> rows) {
    var fresh = new Oracle();
    fresh.define(challenge);
    fresh.register(List.of(MemberRow.of("ann", "c")));
    fresh.upload(lines(rows), NOON);
    return Objects.requireNonNull(fresh.standings(challenge.id()).get(ANN));
  }

  private static Standing standing(String score, int days, int longestStreak) {
    return new Standing(new BigDecimal(score), days, longestStreak);
  }

  private static ChallengeSpec challenge(Rule rule) {
    return ChallengeSpec.of("c", START, END, rule, "100");
  }

  private static ActivityRow row(int day, String metric, String value) {
    return ActivityRow.of("ann", START.plusDays(day), metric, value);
  }

  private static ActivityRow rowOf(String member, String value) {
    return ActivityRow.of(member, START, "steps", value);
  }

  private static List<ActivityRow> rows(ActivityRow... rows) {
    return Arrays.asList(rows);
  }

  private static Stream<FileLine> lines(List<ActivityRow> rows) {
    return rows.stream().map(FileLine.Good::new);
  }
}
