package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.platform.tables.TenantQuotas;
import groundswell.platform.uploads.OpenUploads;

/// One tenant's quotas of shared capacity: those of its settings, up to those of the operator. Two
/// requests at once may exceed a limit by one.
final class Quotas {
  static final int RECALCULATIONS_PER_HOUR = 60;

  private final TenantQuotas counts;
  private final TenantSettings settings;
  private final OpenUploads openUploads;
  private final int recalculationsPerHour;

  Quotas(
      TenantQuotas counts,
      TenantSettings settings,
      OpenUploads openUploads,
      int recalculationsPerHour) {
    this.counts = counts;
    this.settings = settings;
    this.openUploads = openUploads;
    this.recalculationsPerHour = recalculationsPerHour;
  }

  /// @throws HttpProblem if the tenant's quota of uploads in progress is used up
  void checkUploads(TenantId tenant) {
    var use = openUploads.of(tenant, limits(tenant));
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
