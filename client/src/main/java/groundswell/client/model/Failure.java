package groundswell.client.model;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A failure as lists show it.
///
/// @param origin `queue:<name>` or `stream:<publisher>`
/// @param redrives how often it was redriven
public record Failure(
    String failure,
    String group,
    String eventType,
    String origin,
    @Nullable TenantId tenant,
    @Nullable UploadId upload,
    Instant firstSeen,
    int redrives,
    String reason) {}
