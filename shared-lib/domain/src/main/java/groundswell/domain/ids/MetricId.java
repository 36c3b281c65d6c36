package groundswell.domain.ids;

/// A metric, for example `steps`, unique within its tenant.
public record MetricId(String value) implements Comparable<MetricId> {
  public MetricId {
    Name.check("metric id", value);
  }

  @Override
  public int compareTo(MetricId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
