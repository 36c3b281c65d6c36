package groundswell.domain.visibility;

import groundswell.domain.activity.MonthKey;

/// A month that rows of an upload were merged into, whether they changed it or not.
///
/// @param valueVersion the month's value version as it stood after the merge
public record TouchedMonth(MonthKey key, long valueVersion) {}
