package groundswell.domain.ids;

/// A reward, unique within its challenge.
public record RewardId(String value) implements Comparable<RewardId> {
  public RewardId {
    Name.check("reward id", value);
  }

  @Override
  public int compareTo(RewardId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
