package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.Uploads;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.platform.tables.TenantQuotas;
import groundswell.platform.uploads.OpenUploads;
import java.time.InstantSource;

/// One tenant's quotas of shared capacity: those of its settings, up to those of the operator. Two
/// requests at once may exceed a limit by one.
final class Quotas {
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
    this.openUploadsMax = openUploadsMax;
    this.recalculationsPerHour = recalculationsPerHour;
  }

  /// @throws HttpProblem if the tenant's quota of uploads in progress is used up
  void checkUploads(Uploads uploads, TenantId tenant) {
    var use = new OpenUploads(uploads, settings, clock, openUploadsMax).of(tenant);
    if (!use.isFull()) return;
    throw HttpProblem.of(
        ProblemCode.TOO_MANY_UPLOADS,
        "tenant %s has %d uploads in progress, the maximum; wait for one to finish"
            .formatted(tenant, use.open()));
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
