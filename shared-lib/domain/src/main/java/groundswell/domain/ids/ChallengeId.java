package groundswell.domain.ids;

/// A challenge, unique within its tenant.
public record ChallengeId(String value) implements Comparable<ChallengeId> {
  public ChallengeId {
    Name.check("challenge id", value);
  }

  @Override
  public int compareTo(ChallengeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
