package groundswell.client.model;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Failures of one queue or stream with one kind of cause.
///
/// @param origin `queue:<name>` or `stream:<publisher>`
/// @param function the one that failed; null if unknown
/// @param sample the id of one failure
/// @param members how many members the open failures touch; 0 if their messages name none
/// @param lastRelease the function's release when it last failed
/// @param releaseNow the function's current release
/// @param expiresAt when the first open failure expires; null if there are none
public record FailureGroup(
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
    List<TenantId> tenants,
    long members,
    List<UploadId> uploads,
    Instant firstSeen,
    Instant lastSeen,
    String lastRelease,
    String releaseNow,
    @Nullable Instant expiresAt) {
  public FailureGroup {
    tenants = List.copyOf(tenants);
    uploads = List.copyOf(uploads);
  }
}
