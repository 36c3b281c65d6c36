package groundswell.client.model;

import org.jspecify.annotations.Nullable;

/// The message of a failure.
///
/// @param body null if it is no longer kept, or if this caller may not see it
public record FailedMessage(@Nullable String body) {}
