package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.platform.tables.TenantQuotas;
import groundswell.platform.uploads.UploadObjects;
import java.time.Instant;
import java.time.InstantSource;

/// One tenant's quotas of shared capacity: those of its settings, up to those of the operator. Two
// requests at once may exceed a limit by one.
final class Quotas {
  /// How many of a tenant's latest uploads are looked at, and the most that may be open.
  private static final int UPLOADS_MAX = 100;

  static final int OPEN_UPLOADS = 20;
  static final int RECALCULATIONS_PER_HOUR = 60;

  private final TenantQuotas counts;
  private final TenantSettings settings;
  private final InstantSource clock;
  private final int openUploadsMax;
  private final int recalculationsPerHour;

  Quotas(
      TenantQuotas counts,
      TenantSettings settings,
      InstantSource clock,
      int openUploadsMax,
      int recalculationsPerHour) {
    this.counts = counts;
    this.settings = settings;
    this.clock = clock;
    this.openUploadsMax = Math.min(UPLOADS_MAX, openUploadsMax);
    this.recalculationsPerHour = recalculationsPerHour;
  }

  /// @throws HttpProblem if the tenant's quota of uploads in progress is used up
  void checkUploads(Uploads uploads, TenantId tenant) {
    int most = Math.min(openUploadsMax, limits(tenant).openUploads());
    var now = clock.instant();
    long open =
        uploads.list(tenant, UPLOADS_MAX).stream().filter(upload -> isOpen(upload, now)).count();
    if (open < most) return;
    throw HttpProblem.of(
        ProblemCode.TOO_MANY_UPLOADS,
        "tenant %s has %d uploads in progress, the maximum; wait for one to finish"
            .formatted(tenant, open));
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

  /// @throws HttpProblem if the tenant's quota of recalculations is used up
  void takeRecalculation(TenantId tenant) {
    int most = Math.min(recalculationsPerHour, limits(tenant).recalculationsPerHour());
    if (counts.take(tenant, "recalculation", most)) return;
    throw HttpProblem.of(
        ProblemCode.TOO_MANY_RECALCULATIONS,
        "the limit of %d recalculations an hour is reached; try again next hour".formatted(most));
  }

  private TenantLimits limits(TenantId tenant) {
    return settings.find(tenant).settings().limits();
  }
}
