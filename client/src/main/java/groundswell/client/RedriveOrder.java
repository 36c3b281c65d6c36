package groundswell.client;

import org.jspecify.annotations.Nullable;

/// What to redrive, and how.
///
/// @param reason for the audit; a plan needs none
/// @param perSecondMax the most messages a second; null for as many as the target takes
/// @param refailurePercentMax the share of a step that may fail again; null for the API's default
public record RedriveOrder(
    FailureFilter filter,
    @Nullable Integer perSecondMax,
    @Nullable String reason,
    @Nullable Integer refailurePercentMax) {

  /// An order that can be planned.
  public static RedriveOrder of(FailureFilter filter) {
    return new RedriveOrder(filter, null, null, null);
  }

  public RedriveOrder atMost(@Nullable Integer perSecond) {
    return new RedriveOrder(filter, perSecond, reason, refailurePercentMax);
  }

  /// An order that can be started.
  public RedriveOrder because(String why, @Nullable Integer refailurePercent) {
    return new RedriveOrder(filter, perSecondMax, why, refailurePercent);
  }
}
