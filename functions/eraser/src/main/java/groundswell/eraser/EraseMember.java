package groundswell.eraser;

import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Asks for one pass over all that is stored about a member.
///
/// @param version of the member when it was marked as erased
/// @param last whether this is the last pass: every function that read the member before it was
///     marked has ended
record EraseMember(TenantId tenant, MemberId member, long version, boolean last)
    implements ErasureCommand {
  private static final String TYPE = "EraseMember";

  EraseMember lastPass() {
    return new EraseMember(tenant, member, version, true);
  }

  /// @throws groundswell.platform.json.InvalidJson if a field of the command is missing or wrong
  /// @throws PermanentFailure if the message is neither this command nor a change of members
  static List<EraseMember> decode(Envelope envelope, Instant now) {
    if (envelope.detailType().equals(TYPE)) return List.of(command(envelope.detail()));
    var event = EventCodec.decode(envelope, now);
    if (event instanceof MemberChanged(var tenant, _, _, var members)) {
      return members.stream()
          .filter(Member::isErased)
          .map(member -> new EraseMember(tenant, member.id(), member.version(), false))
          .toList();
    }
    throw new PermanentFailure(
        "unexpected-event", "%s erases nobody".formatted(EventCodec.detailType(event)));
  }

  private static EraseMember command(JsonObject detail) {
    return new EraseMember(
        detail.read("tenant", TenantId::new),
        detail.read("member", MemberId::new),
        detail.number("version"),
        detail.flag("last"));
  }

  @Override
  public String message() {
    return Envelope.command(
        TYPE,
        Map.of(
            "tenant", tenant.value(), "member", member.value(), "version", version, "last", last));
  }
}
