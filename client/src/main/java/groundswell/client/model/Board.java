package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a challenge's board.
///
/// @param asOf everything that arrived by then is counted; null until a board is published
/// @param total how many members the whole board has
public record Board(String name, @Nullable Instant asOf, int total, List<Row> rows) {
  public Board {
    rows = List.copyOf(rows);
  }

  /// @param days the days that count
  public record Row(
      int rank, MemberId member, String name, @Nullable String team, BigDecimal score, int days) {}
}
