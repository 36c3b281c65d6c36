package groundswell.leaderboardbuilder;

import groundswell.domain.challenges.Challenge;
import groundswell.platform.PermanentFailure;

/// How many rows a board may have. One that is larger would be too much for the memory and the time
/// of a run, and each of its messages would end the whole batch without a word of why.
///
/// @param max rows, also those that are not shown
record BoardSize(int max) {
  /// What the template's memory and time are enough for, with half of them to spare.
  static final BoardSize STANDARD = new BoardSize(500_000);

  /// @throws PermanentFailure if these are too many
  void check(Challenge challenge, int rows) {
    if (rows <= max) return;
    throw new PermanentFailure(
        "too-many-members",
        "challenge %s has more than %d members, which is the most that a board may have; it stays as it was"
            .formatted(challenge.id(), max));
  }
}
