package groundswell.domain.rewards;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Port: the stored ledgers. Every read is strongly consistent.
public interface Ledgers {
  Optional<Ledger> find(TenantId tenant, MemberId member, ChallengeId challenge);

  /// The ledgers in a challenge of those members that have one.
  Map<MemberId, Ledger> findAll(
      TenantId tenant, ChallengeId challenge, Collection<MemberId> members);

  /// All ledgers of a member, by challenge.
  Map<ChallengeId, Ledger> findAll(TenantId tenant, MemberId member);

  /// Stores the ledger if its judged revision is still `expectedJudgedRevision`. The notifier's
  /// claims stay unchanged.
  ///
  /// @param expectedJudgedRevision [groundswell.domain.Versions#NONE] for no ledger
  /// @return false if it was judged again meanwhile
  boolean saveIf(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      Ledger next,
      long expectedJudgedRevision,
      Lane lane);

  /// Deletes a ledger of a member who is erased, unless it was judged later.
  ///
  /// @param revisionMax the greatest judged revision that is deleted
  void delete(TenantId tenant, MemberId member, ChallengeId challenge, long revisionMax);
}
