package groundswell.domain.ids;

/// A client of the platform: an employer or an insurer. Tenants never see each other.
public record TenantId(String value) implements Comparable<TenantId> {
  public TenantId {
    Name.check("tenant id", value);
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
