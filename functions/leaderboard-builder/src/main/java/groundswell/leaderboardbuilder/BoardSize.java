package groundswell.leaderboardbuilder;

import groundswell.domain.challenges.Challenge;
import groundswell.platform.PermanentFailure;

/// How many rows a board may have. A larger one would exceed the memory and the time of a run, and
/// each of its messages would kill the whole batch without an explanation.
///
/// @param max rows, including hidden ones
record BoardSize(int max) {
  /// The template's memory and time suffice for twice as many.
  static final BoardSize STANDARD = new BoardSize(500_000);

  /// @throws PermanentFailure if there are more
  void check(Challenge challenge, int rows) {
    if (rows <= max) return;
    throw new PermanentFailure(
        "too-many-members",
        "challenge %s has more than %d members, which is the most that a board may have; it stays as it was"
            .formatted(challenge.id(), max));
  }
}
