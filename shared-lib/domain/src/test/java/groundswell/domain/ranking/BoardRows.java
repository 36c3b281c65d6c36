package groundswell.domain.ranking;

import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ranking.BoardRow.ProfileRegister;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.domain.scoring.Score;
import java.util.List;
import java.util.Optional;
import org.quicktheories.core.Gen;

/// Arbitrary board rows. A register's content is a function of its version and member, because a
/// version is only used once.
final class BoardRows {
  private BoardRows() {}

  static MemberId member(int number) {
    return new MemberId("member-%03d".formatted(number));
  }

  static ProfileRegister profileAt(long version) {
    return new ProfileRegister(version, "name-" + version, Optional.of("team-" + version % 3));
  }

  static ScoreRegister scoreAt(long revision) {
    return new ScoreRegister(
        revision, revision % 7 != 0, Score.ofCount((int) (revision % 5)), (int) (revision % 5));
  }

  static Gen<BoardRow> ofOneMember() {
    return rowsOf(integers().between(1, 1));
  }

  static Gen<List<BoardRow>> rows() {
    return lists().of(rowsOf(integers().between(1, 12))).ofSizeBetween(0, 40);
  }

  private static Gen<BoardRow> rowsOf(Gen<Integer> members) {
    return members.zip(
        booleans().all(),
        longs().between(1, 60),
        (number, profile, version) ->
            profile
                ? BoardRow.of(member(number), profileAt(version))
                : BoardRow.of(member(number), scoreAt(version)));
  }
}
