package groundswell.domain.ids;

/// Where an entry comes from, for example a device or an upload channel.
public record SourceId(String value) implements Comparable<SourceId> {
  public SourceId {
    Name.check("source id", value);
  }

  @Override
  public int compareTo(SourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
