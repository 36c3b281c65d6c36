package groundswell.dlqreplayer;

import groundswell.operations.replayer.ReplayerCommand;

/// A command.
///
/// @param id of its message; the same when it is delivered again
record Told(String id, ReplayerCommand command) {}
