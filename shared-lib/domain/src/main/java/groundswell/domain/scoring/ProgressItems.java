package groundswell.domain.scoring;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: the stored progress of a challenge's members. Every read is strongly consistent.
public interface ProgressItems {
  Optional<Progress> find(TenantId tenant, Challenge challenge, MemberId member);

  /// The items of those members that have one.
  Map<MemberId, Progress> findAll(
      TenantId tenant, Challenge challenge, Collection<MemberId> members);

  /// Writes the partials without reading the item, and increments its revision.
  PartialOutcome writePartial(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress.PartialWrite write,
      Lane lane);

  /// Writes the whole item.
  ///
  /// @param expectedRevision the revision that was read, [groundswell.domain.Versions#NONE] for
  ///     none
  /// @return false if another revision is stored
  boolean writeFull(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress next,
      long expectedRevision,
      Lane lane);

  /// Deletes the item of a member who is erased, unless it was written later.
  ///
  /// @param revisionMax the greatest revision that is deleted
  void delete(TenantId tenant, Challenge challenge, MemberId member, long revisionMax);

  /// A page of one shard's items, by member.
  ///
  /// @param after the last member of the previous page
  Page listShard(
      TenantId tenant, Challenge challenge, int shard, Optional<MemberId> after, int limit);

  /// @param more whether a later page may hold items
  record Page(List<MemberProgress> items, boolean more) {
    public Page {
      items = List.copyOf(items);
    }
  }

  record MemberProgress(MemberId member, Progress progress) {}

  sealed interface PartialOutcome {
    record Written() implements PartialOutcome {}

    /// @param stored the stored item, if any
    record Refused(Optional<Progress> stored) implements PartialOutcome {}
  }
}
