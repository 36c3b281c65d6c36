package groundswell.eraser;

import groundswell.domain.ids.TenantId;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tenants.TenantRemovalCommand;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Asks for a step of the erasure of a tenant.
///
/// @param last whether all work that began before the tenant was marked has ended
/// @param part the name of a [TenantPart]; empty for all that are not erased, from their beginning
/// @param after where the step before ended
record EraseTenant(TenantId tenant, boolean last, Optional<String> part, Optional<String> after)
    implements ErasureCommand {
  /// The pass over all parts that it has not erased yet.
  static EraseTenant pass(TenantId tenant, boolean last) {
    return new EraseTenant(tenant, last, Optional.empty(), Optional.empty());
  }

  EraseTenant of(TenantPart some) {
    return new EraseTenant(tenant, last, Optional.of(some.name()), Optional.empty());
  }

  EraseTenant from(Optional<String> place) {
    return new EraseTenant(tenant, last, part, place);
  }

  static boolean isIn(Envelope envelope) {
    return envelope.detailType().equals(TenantRemovalCommand.TYPE);
  }

  /// @throws groundswell.platform.json.InvalidJson if a field is missing or wrong
  static EraseTenant of(JsonObject detail) {
    return new EraseTenant(
        detail.read("tenant", TenantId::new),
        detail.flag("last"),
        detail.readIfPresent("part", Function.identity()),
        detail.readIfPresent("after", Function.identity()));
  }

  @Override
  public String message() {
    var fields = new TreeMap<String, Object>();
    fields.put("tenant", tenant.value());
    fields.put("last", last);
    part.ifPresent(name -> fields.put("part", name));
    after.ifPresent(place -> fields.put("after", place));
    return Envelope.command(TenantRemovalCommand.TYPE, fields);
  }
}
