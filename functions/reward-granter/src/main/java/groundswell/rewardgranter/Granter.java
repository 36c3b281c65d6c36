package groundswell.rewardgranter;

import groundswell.domain.VersionConflict;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import java.util.Optional;

/// Keeps a member's ledger at what its progress entitles to.
///
/// The progress is read first, then the definition, then the ledger. A ledger is written only if
/// the revision that it was judged at is still the one that was read; after the write, also after a
/// refusal, the progress is read again, and all is repeated if it moved.
///
/// A judgement that would leave the entries as they are is not written, so that most changes of
/// progress cost no write. That is safe because a ledger can't come to say more than its last
/// writer knew: let progress move from revision 1 to 2 and two granters judge it, the one that read
/// 2 finding nothing to change before the one that read 1 writes. The latter then reads the
/// progress again, finds 2 and judges anew. Should it die in between, its message comes back and is
/// judged from the start. This is why an entry is never skipped because of the revision in its
/// message: the revision that a ledger was judged at does not tell that nobody is still to judge
/// it.
final class Granter {
  /// Far more changes of one member's progress than happen while it is judged.
  static final int ATTEMPTS_MAX = 20;

  private final ProgressItems items;
  private final Ledgers ledgers;

  Granter(ProgressItems items, Ledgers ledgers) {
    this.items = items;
    this.ledgers = ledgers;
  }

  void judge(Judgement due, BatchDefinitions definitions) {
    var anyVersion = definitions.find(due.tenant(), due.challenge());
    if (anyVersion.isEmpty()) return;
    var progress = read(due, anyVersion.get());
    for (int attempt = 0; attempt < ATTEMPTS_MAX && progress.isPresent(); attempt++) {
      var read = progress.get();
      var definition =
          definitions.atLeast(due.tenant(), due.challenge(), read.ruleVersion()).orElseThrow();
      progress =
          switch (judge(due, read, definition)) {
            case SETTLED -> Optional.empty();
            case REFUSED -> read(due, definition);
            case WRITTEN -> read(due, definition).filter(now -> now.revision() != read.revision());
          };
    }
    if (progress.isPresent()) {
      throw new VersionConflict(
          "ledger of %s in challenge %s".formatted(due.score().member(), due.challenge()));
    }
  }

  /// @param challenge in any version; its shards never change
  private Optional<Progress> read(Judgement due, Challenge challenge) {
    return items.find(due.tenant(), challenge, due.score().member());
  }

  /// Progress under an older rule entitles to nothing new: its rewrite comes with a message.
  private Outcome judge(Judgement due, Progress progress, Challenge challenge) {
    if (challenge.version() != progress.ruleVersion()) return Outcome.SETTLED;
    var member = due.score().member();
    var stored = ledgers.find(due.tenant(), member, due.challenge()).orElse(Ledger.NONE);
    if (stored.judgedRevision() >= progress.revision()) return Outcome.SETTLED;
    var judged =
        stored.judge(
            challenge.terms(),
            progress.joined(),
            progress.standingIn(challenge).score(),
            progress.revision());
    if (judged.changesSince(stored).isEmpty()) return Outcome.SETTLED;
    boolean saved =
        ledgers.saveIf(
            due.tenant(), member, due.challenge(), judged, stored.judgedRevision(), due.lane());
    return saved ? Outcome.WRITTEN : Outcome.REFUSED;
  }

  private enum Outcome {
    /// The ledger says what the progress entitles to.
    SETTLED,
    WRITTEN,
    /// Another granter was faster, maybe with older progress.
    REFUSED
  }
}
