package groundswell.api;

/// Challenges as clients write them.
final class Definitions {
  private static final String PERIOD = "period: {start: 2026-02-20, end: 2026-03-31}\n";

  private Definitions() {}

  /// The total of steps, at most 20,000 a day, with a goal of 30,000.
  static String total(String more) {
    return "name: Spring\n"
        + PERIOD
        + "rule: {type: total, metric: steps, daily_cap: 20000}\n"
        + "goal: 30000\nrewards: [{percent: 50, points: 100}]\n"
        + more;
  }

  /// Days in a row with 10,000 steps.
  static String streak() {
    return "name: Streak\n"
        + PERIOD
        + "rule: {type: streak, metric: steps, threshold: 10000}\ngoal: 5\n";
  }
}
