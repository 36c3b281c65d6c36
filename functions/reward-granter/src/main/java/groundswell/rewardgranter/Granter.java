package groundswell.rewardgranter;

import groundswell.domain.Optimistic;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ChallengeCache;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps a member's ledger in line with its progress.
///
/// The progress is read first, then the ledger, then a definition that is no older than the
/// progress. A ledger is written only if its judged revision is still the one that was read. After
/// the write, even a refused one, the progress is read again, and everything is repeated if it
/// changed.
///
/// A judgement that changes no entry is not written, so that most changes of progress cost no
/// write. That is safe because a ledger never says more than its last writer knew. Suppose progress
/// moves from revision 1 to 2 and two granters judge it. The one that read 2 finds nothing to
/// change, before the one that read 1 writes. The latter then reads the progress again, finds 2 and
/// judges anew. If it crashes in between, its message is redelivered and judged from the start.
/// This is why an entry is never skipped because of the revision in its message: a ledger's judged
/// revision does not prove that no judgement is outstanding.
final class Granter {
  private final ProgressItems items;
  private final Ledgers ledgers;

  Granter(ProgressItems items, Ledgers ledgers) {
    this.items = items;
    this.ledgers = ledgers;
  }

  /// The inputs of the judgements, read in few calls: the progress of each first, then its ledger.
  /// Definitions are read when an entry is judged, and are no older than its progress.
  Map<Judgement, Case> open(Collection<Judgement> due, ChallengeCache definitions) {
    var cases = new HashMap<Judgement, Case>();
    var byChallenge =
        due.stream()
            .collect(Collectors.groupingBy(each -> Map.entry(each.tenant(), each.challenge())));
    byChallenge.forEach(
        (key, some) -> {
          var challenge = definitions.find(key.getKey(), key.getValue());
          if (challenge.isEmpty()) return;
          var members = some.stream().map(each -> each.score().member()).toList();
          var progress = items.findAll(key.getKey(), challenge.get(), members);
          var stored = ledgers.findAll(key.getKey(), key.getValue(), progress.keySet());
          for (var each : some) {
            var read = progress.get(each.score().member());
            if (read == null) continue;
            var ledger = stored.getOrDefault(each.score().member(), Ledger.NONE);
            cases.put(each, new Case(read, ledger));
          }
        });
    return cases;
  }

  void judge(Judgement due, Case first, ChallengeCache definitions) {
    Optimistic.whileLeft(
        "ledger of %s in challenge %s".formatted(due.score().member(), due.challenge()),
        Optional.of(first),
        read -> judgeOnce(due, read, definitions));
  }

  /// @return what to judge again
  private Optional<Case> judgeOnce(Judgement due, Case read, ChallengeCache definitions) {
    var definition =
        definitions
            .findAtLeast(due.tenant(), due.challenge(), read.progress().ruleVersion())
            .orElseThrow();
    return switch (judge(due, read, definition)) {
      case SETTLED -> Optional.empty();
      case REFUSED -> read(due, definition).map(now -> withLedger(due, now));
      case WRITTEN ->
          read(due, definition)
              .filter(now -> now.revision() != read.progress().revision())
              .map(now -> withLedger(due, now));
    };
  }

  /// @param challenge in any version; its shards never change
  private Optional<Progress> read(Judgement due, Challenge challenge) {
    return items.find(due.tenant(), challenge, due.score().member());
  }

  private Case withLedger(Judgement due, Progress progress) {
    var stored = ledgers.find(due.tenant(), due.score().member(), due.challenge());
    return new Case(progress, stored.orElse(Ledger.NONE));
  }

  /// Progress under an older rule earns nothing new: its rewrite arrives as a message.
  private Outcome judge(Judgement due, Case read, Challenge challenge) {
    var progress = read.progress();
    var stored = read.ledger();
    if (challenge.version() != progress.ruleVersion()) return Outcome.SETTLED;
    var member = due.score().member();
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

  /// @param ledger read after the progress
  record Case(Progress progress, Ledger ledger) {}

  private enum Outcome {
    /// The ledger matches the progress.
    SETTLED,
    WRITTEN,
    /// Another granter was faster, perhaps with older progress.
    REFUSED
  }
}
