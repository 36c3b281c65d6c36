/// Keeps the boards: merges newer rows into the published one and publishes the result, if the
/// board that it merged into is still the published one.
@org.jspecify.annotations.NullMarked
package groundswell.leaderboardbuilder;
