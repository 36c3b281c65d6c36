package groundswell.client.model;

/// How many failures a request has changed.
///
/// @param unchanged those that were changed by somebody else meanwhile
/// @param more whether the same request may find more
public record FailureChanges(long changed, long unchanged, boolean more) {}
