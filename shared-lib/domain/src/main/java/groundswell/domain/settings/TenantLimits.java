package groundswell.domain.settings;

/// How much of the shared capacity a tenant may use at once. An operator's limit for all tenants
/// stands above it.
///
/// @param openUploads the most uploads under way at once, 1 to [#OPEN_UPLOADS_MAX]
/// @param recalculationsPerHour the most changes and recalculations of challenges in an hour, 1 to
///     [#RECALCULATIONS_MAX]
public record TenantLimits(int openUploads, int recalculationsPerHour) {
  public static final int OPEN_UPLOADS_MAX = 100;
  public static final int RECALCULATIONS_MAX = 1_000;

  public TenantLimits {
    check("open_uploads", openUploads, OPEN_UPLOADS_MAX);
    check("recalculations_per_hour", recalculationsPerHour, RECALCULATIONS_MAX);
  }

  private static void check(String name, int number, int most) {
    if (number < 1 || number > most)
      throw new IllegalArgumentException("%s %d is not in 1..%d".formatted(name, number, most));
  }
}
