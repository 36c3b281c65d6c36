package groundswell.integration;

import groundswell.workload.Workloads;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The days of the scenarios. Those with activity are in the past and touch two months; the
/// challenges last beyond today. They are computed once, so that a run over midnight sees the same
/// days throughout.
@SuppressWarnings("TimeInStaticInitializer")
final class Days {
  static final LocalDate START = Workloads.recentStart(LocalDate.now(ZoneOffset.UTC));
  static final LocalDate END = Workloads.endOf(START);

  private Days() {}

  /// A day of the period; the first is 0.
  static LocalDate day(int number) {
    return START.plusDays(number);
  }
}
