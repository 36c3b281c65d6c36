package groundswell.client.model;

/// How many failures a request changed.
///
/// @param unchanged those that somebody else changed meanwhile
/// @param more whether the same request may find more
public record FailureChanges(long changed, long unchanged, boolean more) {}
