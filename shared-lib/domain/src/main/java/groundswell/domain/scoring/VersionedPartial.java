package groundswell.domain.scoring;

/// A month's partial, with the value version of the activity month that it was computed from. The
/// higher version wins.
public record VersionedPartial(long valueVersion, MonthPartial partial) {}
