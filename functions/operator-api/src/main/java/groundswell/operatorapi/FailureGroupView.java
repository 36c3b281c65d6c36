package groundswell.operatorapi;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.http.Json;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Origin;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A group of failures as it is sent.
///
/// @param origin `queue:<name>` or `stream:<publisher>`
/// @param function that reads the queue, or publishes the stream; left out if unknown
/// @param sample one failure of the group
/// @param open how many failures are open; the next three count the other states
/// @param tenants affected by open failures
/// @param members how many members open failures affect
/// @param firstRelease of the handler at the first failure; the next at the last one
/// @param releaseNow the release that runs now
/// @param expiresAt when the first of the open failures expires; left out if there are none
record FailureGroupView(
    String group,
    String origin,
    @Nullable String function,
    String kind,
    String error,
    String frame,
    String eventType,
    String reason,
    String sample,
    long open,
    long redriving,
    long resolved,
    long parked,
    List<String> tenants,
    long members,
    List<String> uploads,
    String firstSeen,
    String lastSeen,
    String firstRelease,
    String lastRelease,
    String releaseNow,
    @Nullable String expiresAt,
    String countedAt) {

  static FailureGroupView of(FailureGroup group, RedriveTargets targets, String releaseNow) {
    var latest = group.latest();
    var cause = latest.cause();
    var affected = group.affected();
    return new FailureGroupView(
        group.fingerprint().value(),
        latest.origin().text(),
        functionOf(latest.origin(), targets).orElse(null),
        cause.kind().label(),
        cause.error(),
        cause.frame(),
        latest.eventType(),
        cause.reason(),
        latest.id().value(),
        group.count(Name.OPEN),
        group.count(Name.REDRIVING),
        group.count(Name.RESOLVED),
        group.count(Name.PARKED),
        affected.tenants().stream().map(TenantId::value).toList(),
        affected.members(),
        affected.uploads().stream().map(UploadId::value).toList(),
        Json.time(group.first().at()),
        Json.time(group.last().at()),
        group.first().release(),
        group.last().release(),
        releaseNow,
        group.expiresAt().map(Json::time).orElse(null),
        Json.time(group.countedAt()));
  }

  private static Optional<String> functionOf(Origin origin, RedriveTargets targets) {
    return switch (origin) {
      case Origin.Queue(var name) -> targets.ofQueue(name).map(RedriveTarget::service);
      case Origin.Stream(var publisher) -> Optional.of(publisher);
    };
  }
}
