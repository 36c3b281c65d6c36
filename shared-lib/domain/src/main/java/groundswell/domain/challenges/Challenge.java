package groundswell.domain.challenges;

import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.time.Instant;

/// A challenge as stored.
///
/// @param shards the number of partitions for its members' progress; fixed at creation
/// @param version rises with every change of its terms; progress records the version it was scored
///     under
public record Challenge(ChallengeId id, Terms terms, int shards, long version) {
  /// The shards of a new challenge: DynamoDB takes 1,000 write units a second for one partition key
  /// (DynamoDB developer guide, "Designing partition keys to distribute your workload").
  public static final int SHARDS = 16;

  public static Challenge create(ChallengeId id, Terms terms, Instant now) {
    return new Challenge(id, terms, SHARDS, Versions.next(Versions.NONE, now));
  }

  /// This challenge with other terms; itself if they are equal.
  public Challenge change(Terms next, Instant now) {
    return next.equals(terms) ? this : new Challenge(id, next, shards, Versions.next(version, now));
  }

  /// The shard that holds a member's progress.
  public int shardOf(MemberId member) {
    return Math.floorMod(member.value().hashCode(), shards);
  }

  public Quantity goal() {
    return terms.goal();
  }
}
