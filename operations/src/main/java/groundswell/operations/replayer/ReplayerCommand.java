package groundswell.operations.replayer;

import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.RedriveId;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.JsonObject;
import java.util.Map;

/// A command for the replayer.
public sealed interface ReplayerCommand {
  /// Continues a redrive.
  record Step(RedriveId redrive) implements ReplayerCommand {}

  /// Rehearses a redrive.
  record Rehearse(String rehearsal) implements ReplayerCommand {}

  /// Recounts a group.
  record Recount(Fingerprint group) implements ReplayerCommand {}

  /// Starts an automatic redrive of a group.
  ///
  /// @param redrive its id, which makes the command idempotent
  record RedriveGroup(Fingerprint group, RedriveId redrive) implements ReplayerCommand {}

  /// Counts the open failures that expire soon. A schedule of the template sends it.
  record CountExpiring() implements ReplayerCommand {}

  /// The command as a message.
  default String message() {
    return switch (this) {
      case CountExpiring() -> Envelope.command("CountExpiring", Map.of());
      case Step(var redrive) -> Envelope.command("RedriveStep", Map.of("redrive", redrive.value()));
      case Rehearse(var rehearsal) -> Envelope.command("Rehearse", Map.of("rehearsal", rehearsal));
      case Recount(var group) -> Envelope.command("Recount", Map.of("group", group.value()));
      case RedriveGroup(var group, var redrive) ->
          Envelope.command(
              "RedriveGroup", Map.of("group", group.value(), "redrive", redrive.value()));
    };
  }

  /// @throws IllegalArgumentException if the message is not a command
  static ReplayerCommand parse(String type, JsonObject detail) {
    return switch (type) {
      case "RedriveStep" -> new Step(detail.read("redrive", RedriveId::new));
      case "Rehearse" -> new Rehearse(detail.text("rehearsal"));
      case "Recount" -> new Recount(detail.read("group", Fingerprint::new));
      case "RedriveGroup" ->
          new RedriveGroup(
              detail.read("group", Fingerprint::new), detail.read("redrive", RedriveId::new));
      case "CountExpiring" -> new CountExpiring();
      default ->
          throw new IllegalArgumentException("\"%s\" is not a valid command".formatted(type));
    };
  }
}
