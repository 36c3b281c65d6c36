package groundswell.domain.members;

import java.time.Instant;

/// A member's part in a challenge; kept after leaving.
///
/// @param joined false once the member left
/// @param since when it joined or left
/// @param version rises with joining and leaving
public record Enrolment(boolean joined, Instant since, long version) {}
