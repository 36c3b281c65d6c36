package groundswell.domain.scoring;

import groundswell.domain.ids.MetricId;
import java.time.YearMonth;
import java.util.Comparator;

/// Identifies the activity month that a partial was computed from.
public record PartialKey(MetricId metric, YearMonth month) implements Comparable<PartialKey> {
  private static final Comparator<PartialKey> ORDER =
      Comparator.comparing(PartialKey::metric).thenComparing(PartialKey::month);

  @Override
  public int compareTo(PartialKey other) {
    return ORDER.compare(this, other);
  }
}
