package groundswell.domain.members;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A member's participation in a challenge; kept after leaving.
///
/// @param joined false once the member left
/// @param since when it joined or left, to the millisecond
/// @param version rises with joining and leaving
public record Enrolment(boolean joined, Instant since, long version) {
  public Enrolment {
    since = since.truncatedTo(ChronoUnit.MILLIS);
  }
}
