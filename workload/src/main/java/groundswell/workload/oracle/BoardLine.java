package groundswell.workload.oracle;

import groundswell.domain.ids.MemberId;
import java.math.BigDecimal;

/// A line of a board.
///
/// @param rank standard competition ranking: 1, 2, 2, 4
/// @param score without trailing zeros
public record BoardLine(int rank, MemberId member, BigDecimal score) {}
