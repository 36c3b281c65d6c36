package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import java.time.Instant;
import java.time.InstantSource;

/// How many uploads of a tenant are under way, and how many may be: as many as its settings say, up
/// to the operator's limit. Two requests at once may exceed it by one.
public final class OpenUploads {
  /// The operator's limit unless it is set.
  public static final int USUAL_MAX = 20;

  /// How many of a tenant's latest uploads are looked at, and the most that may be open.
  private static final int LOOKED_AT_MAX = 100;

  private final Uploads uploads;
  private final InstantSource clock;
  private final int operatorsMax;

  public OpenUploads(Uploads uploads, InstantSource clock, int operatorsMax) {
    this.uploads = uploads;
    this.clock = clock;
    this.operatorsMax = Math.min(LOOKED_AT_MAX, operatorsMax);
  }

  /// @param limits of the tenant's settings
  public Use of(TenantId tenant, TenantLimits limits) {
    int most = Math.min(operatorsMax, limits.openUploads());
    var now = clock.instant();
    long open =
        uploads.list(tenant, LOOKED_AT_MAX).stream().filter(upload -> isOpen(upload, now)).count();
    return new Use(open, most);
  }

  /// An upload whose file can no longer arrive is not open, nor is one that waits for its client.
  private static boolean isOpen(Upload upload, Instant now) {
    return switch (upload.state()) {
      case UploadState.Created() ->
          upload.createdAt().plus(UploadObjects.SIGNATURE_LIFE).isAfter(now);
      case UploadState.Checked _, UploadState.Undecided _ -> false;
      case UploadState state -> !state.ended();
    };
  }

  /// @param open how many uploads are under way
  /// @param most how many may be
  public record Use(long open, int most) {
    public boolean isFull() {
      return open >= most;
    }
  }
}
