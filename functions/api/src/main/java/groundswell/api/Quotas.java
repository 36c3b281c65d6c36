package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.platform.tables.TenantQuotas;
import groundswell.platform.uploads.UploadObjects;
import java.time.Instant;
import java.time.InstantSource;

/// One tenant's quotas of shared capacity. Two requests at once may exceed a limit by one.
final class Quotas {
  /// How many of a tenant's latest uploads are looked at, and the most that may be open.
  private static final int UPLOADS_MAX = 100;

  static final int OPEN_UPLOADS = 20;
  static final int RECALCULATIONS_PER_HOUR = 60;

  private final TenantQuotas counts;
  private final InstantSource clock;
  private final int openUploadsMax;
  private final int recalculationsPerHour;

  Quotas(TenantQuotas counts, InstantSource clock, int openUploadsMax, int recalculationsPerHour) {
    this.counts = counts;
    this.clock = clock;
    this.openUploadsMax = Math.min(UPLOADS_MAX, openUploadsMax);
    this.recalculationsPerHour = recalculationsPerHour;
  }

  /// @throws HttpProblem if the tenant's quota of uploads in progress is used up
  void checkUploads(Uploads uploads, TenantId tenant) {
    var now = clock.instant();
    long open =
        uploads.list(tenant, UPLOADS_MAX).stream().filter(upload -> isOpen(upload, now)).count();
    if (open < openUploadsMax) return;
    throw HttpProblem.of(
        ProblemCode.TOO_MANY_UPLOADS,
        "tenant %s has %d uploads in progress, the maximum; wait for one to finish"
            .formatted(tenant, open));
  }

  /// An upload whose file can no longer arrive is not open.
  private static boolean isOpen(Upload upload, Instant now) {
    return switch (upload.state()) {
      case UploadState.Created() ->
          upload.createdAt().plus(UploadObjects.SIGNATURE_LIFE).isAfter(now);
      case UploadState state -> !state.ended();
    };
  }

  /// @throws HttpProblem if the tenant's quota of recalculations is used up
  void takeRecalculation(TenantId tenant) {
    if (counts.take(tenant, "recalculation", recalculationsPerHour)) return;
    throw HttpProblem.of(
        ProblemCode.TOO_MANY_RECALCULATIONS,
        "the limit of %d recalculations an hour is reached; try again next hour"
            .formatted(recalculationsPerHour));
  }
}
