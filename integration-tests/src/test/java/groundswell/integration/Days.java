package groundswell.integration;

import groundswell.workload.Workloads;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The days of the scenarios. They are in the past and touch two months. They are computed once, so
/// that a run over midnight sees the same days throughout.
@SuppressWarnings("TimeInStaticInitializer")
final class Days {
  static final LocalDate START = Workloads.recentStart(LocalDate.now(ZoneOffset.UTC));
  static final LocalDate END = START.plusDays(Workloads.PERIOD_DAYS - 1);

  private Days() {}

  /// A day of the period; the first is 0.
  static LocalDate day(int number) {
    return START.plusDays(number);
  }
}
