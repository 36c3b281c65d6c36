package groundswell.domain.ranking;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Port: single rows of the published boards.
public interface PublishedRows {
  /// Those of the members' rows that are on the board published now, including hidden ones.
  Map<MemberId, BoardRow> find(
      TenantId tenant, ChallengeId challenge, Collection<MemberId> members);

  /// Rows of whole boards. A board whose object is gone was superseded a moment ago, or will be
  /// built again; until then it has no rows.
  static PublishedRows of(Boards boards) {
    return (tenant, challenge, members) -> {
      if (members.isEmpty()) return Map.of();
      var board = boards.published(tenant, challenge).flatMap(boards::load).orElse(Board.EMPTY);
      return members.stream()
          .distinct()
          .flatMap(member -> Stream.ofNullable(board.rows().get(member)))
          .collect(Collectors.toMap(BoardRow::member, Function.identity()));
    };
  }
}
