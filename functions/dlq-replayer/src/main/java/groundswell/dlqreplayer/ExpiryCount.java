package groundswell.dlqreplayer;

import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.Failures;
import groundswell.platform.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Counts the open failures that expire soon, for the metric with the alarm. An operator who is not
/// looking learns of them that way.
final class ExpiryCount {
  private static final int PAGE = 1_000;

  /// The largest count. More of them raise the same alarm.
  private static final int COUNTED_MAX = 10_000;

  private final Failures failures;
  private final FailureRetention retention;
  private final Telemetry telemetry;
  private final InstantSource clock;

  ExpiryCount(
      Failures failures, FailureRetention retention, Telemetry telemetry, InstantSource clock) {
    this.failures = failures;
    this.retention = retention;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  void emit() {
    telemetry.record(Map.of("FailuresExpiringSoon", count()));
  }

  /// No failure expires before the end of its usual life, so younger ones need not be read.
  private int count() {
    var soon = clock.instant().plus(FailureRetention.SOON);
    var old = FailureFilter.OPEN.withUntil(soon.minus(retention.life()));
    int count = 0;
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(old, PAGE, cursor);
      count +=
          (int) page.failures().stream().map(retention::expiryOf).filter(soon::isAfter).count();
      cursor = page.next();
    } while (cursor.isPresent() && count < COUNTED_MAX);
    return count;
  }
}
