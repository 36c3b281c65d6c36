package groundswell.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tenant that is removed, or being removed.
///
/// @param state `removing` or `removed`
/// @param by who ordered it
/// @param endedAt when all was erased; null while that goes on
public record RemovedTenant(
    String tenant, String state, Instant orderedAt, String by, @Nullable Instant endedAt) {
  public boolean isEnded() {
    return endedAt != null;
  }
}
