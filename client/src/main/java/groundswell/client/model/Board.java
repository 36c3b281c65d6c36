package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a challenge's board.
///
/// @param asOf everything that arrived by then is counted; null until a board is published
/// @param total how many members the whole board has
/// @param recalculation of all members, while it is under way
/// @param uploadsUnderWay files whose rows are still on their way; null if there are none, or the
///     caller may not see them
public record Board(
    String name,
    @Nullable Instant asOf,
    int total,
    List<Row> rows,
    @Nullable Recalculation recalculation,
    @Nullable List<UploadUnderWay> uploadsUnderWay) {
  public Board {
    rows = List.copyOf(rows);
    uploadsUnderWay = uploadsUnderWay == null ? null : List.copyOf(uploadsUnderWay);
  }

  public record Recalculation(Instant startedAt, int partsDone, int parts) {}

  public record UploadUnderWay(UploadId upload, String fileName, String state) {}

  /// @param days the days that count
  public record Row(
      int rank, MemberId member, String name, @Nullable String team, BigDecimal score, int days) {}
}
