package groundswell.dlqreplayer;

import groundswell.operations.replayer.ReplayerCommand;

/// A command with the id of its message.
///
/// @param id the same when the message is redelivered
record ReceivedCommand(String id, ReplayerCommand command) {}
