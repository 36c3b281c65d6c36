package groundswell.dlqreplayer;

import groundswell.operations.replayer.ReplayerCommand;

/// A command as its message brought it.
///
/// @param id of its message; the same when it is delivered again
record ReceivedCommand(String id, ReplayerCommand command) {}
