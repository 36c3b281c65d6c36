package groundswell.workload.oracle;

import java.math.BigDecimal;

/// Where a member stands in a challenge.
///
/// @param score without trailing zeros
/// @param days the days that count
/// @param longestStreak the longest run of such days
public record Standing(BigDecimal score, int days, int longestStreak) {}
