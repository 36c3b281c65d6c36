package groundswell.client.model;

/// @param failure the id of the edited message's own failure
public record EditedFailure(String failure, Redrive redrive) {}
