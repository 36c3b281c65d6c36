package groundswell.client.model;

/// @param failure the edited message's own
public record EditedFailure(String failure, Redrive redrive) {}
