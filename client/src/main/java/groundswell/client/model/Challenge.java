package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import java.math.BigDecimal;
import java.time.LocalDate;

/// A challenge as it is defined.
public record Challenge(
    ChallengeId id, String name, Rule rule, BigDecimal goal, Period period, long version) {

  /// How activity becomes a score.
  public record Rule(String type) {}

  /// The days that count, inclusive at both ends.
  public record Period(LocalDate start, LocalDate end) {}
}
