package groundswell.eraser;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.ProgressItems;
import java.util.Optional;

/// All that is stored about a member besides the member itself.
final class MemberTraces {
  private static final int PAGE = 100;

  private final ActivityMonths months;
  private final Challenges challenges;
  private final ProgressItems progress;
  private final Ledgers ledgers;

  MemberTraces(
      ActivityMonths months, Challenges challenges, ProgressItems progress, Ledgers ledgers) {
    this.months = months;
    this.challenges = challenges;
    this.progress = progress;
    this.ledgers = ledgers;
  }

  /// Deletes all traces that were written by now. Progress goes before the ledgers, because a
  /// ledger is judged again only where there is progress.
  ///
  /// @param versionMax versions are times; a greater one belongs to somebody who was registered
  ///     under the id later, while a second handler of the same message still slept
  void delete(TenantId tenant, Member member, long versionMax) {
    for (var id : member.enrolments().keySet())
      challenges
          .find(tenant, id)
          .ifPresent(challenge -> progress.delete(tenant, challenge, member.id(), versionMax));
    for (var challenge : ledgers.findAll(tenant, member.id()).keySet())
      ledgers.delete(tenant, member.id(), challenge, versionMax);
    deleteMonths(tenant, member, versionMax);
  }

  private void deleteMonths(TenantId tenant, Member member, long versionMax) {
    var after = Optional.<MonthKey>empty();
    boolean more = true;
    while (more) {
      var page = months.list(tenant, member.id(), after, PAGE);
      for (var month : page.months()) months.delete(tenant, month.key(), versionMax);
      more = page.more() && !page.months().isEmpty();
      if (more) after = Optional.of(page.months().getLast().key());
    }
  }
}
