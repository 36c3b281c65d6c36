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

  /// The ledgers of those of the members that have one in a challenge.
  Map<MemberId, Ledger> findAll(
      TenantId tenant, ChallengeId challenge, Collection<MemberId> members);

  /// All ledgers of a member, by challenge.
  Map<ChallengeId, Ledger> findAll(TenantId tenant, MemberId member);

  /// Stores the ledger if the revision that it was judged at is still `expectedJudgedRevision`.
  /// What was notified stays as it is.
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
}
