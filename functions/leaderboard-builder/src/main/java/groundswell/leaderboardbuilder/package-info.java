/// Keeps the boards: merges newer rows into the published one, and publishes the result if that
/// board is still the published one.
@org.jspecify.annotations.NullMarked
package groundswell.leaderboardbuilder;
