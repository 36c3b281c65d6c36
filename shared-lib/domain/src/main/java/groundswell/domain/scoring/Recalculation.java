package groundswell.domain.scoring;

import java.time.Instant;

/// The latest recalculation of all members of a challenge. It is done in parts.
///
/// @param version of the definition that everybody is recalculated under
/// @param since tells recalculations of one version apart; the later one has the greater number
/// @param parts how many there are
/// @param done how many of them are done
public record Recalculation(long version, long since, Instant startedAt, int parts, int done) {
  /// Whether it goes on, or the next one is due because the definition has changed.
  ///
  /// @param definitionVersion of the challenge now
  public boolean isUnderWay(long definitionVersion) {
    return done < parts || version < definitionVersion;
  }
}
