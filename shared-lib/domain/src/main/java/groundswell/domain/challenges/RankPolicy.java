package groundswell.domain.challenges;

/// How equal scores share ranks.
public enum RankPolicy {
  /// Standard competition ranking: 1, 2, 2, 4.
  STANDARD,
  /// Dense ranking: 1, 2, 2, 3.
  DENSE
}
