package groundswell.api;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Terms;
import groundswell.domain.scoring.Score;
import groundswell.domain.scoring.Standing;
import groundswell.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;

/// Where a member stands in a challenge, as it is sent.
///
/// @param value the score of the activity, in the goal's unit
/// @param percent the whole percents of the goal, rounded down
/// @param days the days that count
/// @param currentStreak the latest run of such days, if it still goes on as of the member's today
/// @param state `upcoming`, `running`, `grace` or `ended`, as of the member's today
record ProgressView(
    String challenge,
    String name,
    BigDecimal value,
    BigDecimal goal,
    long percent,
    boolean goalReached,
    int days,
    int longestStreak,
    int currentStreak,
    String state,
    String start,
    String end) {

  static ProgressView of(Challenge challenge, Standing standing, LocalDate today) {
    var terms = challenge.terms();
    return new ProgressView(
        challenge.id().value(),
        terms.name(),
        Json.number(standing.score()),
        Json.number(terms.goal()),
        standing.score().percentOf(terms.goal()),
        standing.score().compareTo(Score.of(terms.goal())) >= 0,
        standing.days(),
        standing.streaks().longest(),
        standing.streaks().current(today),
        stateOf(terms, today),
        terms.period().start().toString(),
        terms.period().end().toString());
  }

  private static String stateOf(Terms terms, LocalDate today) {
    var end = terms.period().end();
    if (today.isBefore(terms.period().start())) return "upcoming";
    if (!today.isAfter(end)) return "running";
    return today.isAfter(end.plusDays(terms.graceDays())) ? "ended" : "grace";
  }
}
