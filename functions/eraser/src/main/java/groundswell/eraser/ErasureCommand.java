package groundswell.eraser;

import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.InvalidJson;
import java.time.Instant;
import java.util.List;

/// Asks for a part of an erasure.
sealed interface ErasureCommand permits EraseMember, EraseTenant {
  /// The command as a message.
  String message();

  /// @throws PermanentFailure if the message is neither a command of the eraser nor a change of
  ///     members
  static List<? extends ErasureCommand> decode(String body, Instant now) {
    var envelope = Envelope.parse(body);
    try {
      return EraseTenant.isIn(envelope)
          ? List.of(EraseTenant.of(envelope.detail()))
          : EraseMember.decode(envelope, now);
    } catch (InvalidJson e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, e.getMessage());
    }
  }
}
