package groundswell.notifier;

import static java.util.stream.Collectors.toMap;

import groundswell.domain.events.Event;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Notice;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.tables.NotificationClaims.Known;
import groundswell.platform.tables.NotificationClaims.LedgerKey;
import groundswell.platform.topics.NoticeTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Claims the changes of a chunk's ledgers, publishes the claimed ones, and marks them as
/// published. For a redelivered message the ledgers are read first, in few calls: most are already
/// published, and a refused claim is a write that costs money.
final class Notices {
  private final NotificationClaims claims;
  private final NoticeTopic topic;

  Notices(NotificationClaims claims, NoticeTopic topic) {
    this.claims = claims;
    this.topic = topic;
  }

  /// What is known of the chunks that were delivered before.
  Known known(Collection<NoticeChunk> chunks) {
    return claims.read(
        chunks.stream().filter(NoticeChunk::again).flatMap(Notices::ledgers).toList());
  }

  /// The ledgers of a chunk with changes to publish.
  private static Stream<LedgerKey> ledgers(NoticeChunk chunk) {
    return chunk.ledgers().stream()
        .filter(ledger -> !tellable(chunk, ledger).isEmpty())
        .map(chunk::keyOf);
  }

  void tell(NoticeChunk chunk, Known known) {
    var claimed = new ArrayList<Claimed>();
    for (var ledger : chunk.ledgers()) claimed.add(claim(chunk, ledger, known));
    var notices = claimed.stream().flatMap(each -> each.notices(chunk.tenant())).toList();
    if (!notices.isEmpty()) topic.publish(notices, chunk.lane());
    for (var each : claimed) claims.told(chunk.keyOf(each.ledger()), each.changes());
  }

  private Claimed claim(NoticeChunk chunk, Event.MemberLedger ledger, Known known) {
    return new Claimed(
        ledger, claims.claim(chunk.keyOf(ledger), tellable(chunk, ledger), chunk.id(), known));
  }

  private static Map<RewardId, Ledger.Entry> tellable(
      NoticeChunk chunk, Event.MemberLedger ledger) {
    var entries = new HashMap<RewardId, Ledger.Entry>();
    ledger
        .entries()
        .forEach(
            (reward, entry) -> {
              if (notice(chunk.tenant(), ledger, reward, entry).isPresent())
                entries.put(reward, entry);
            });
    return entries;
  }

  private static Optional<Notice> notice(
      TenantId tenant, Event.MemberLedger ledger, RewardId reward, Ledger.Entry entry) {
    return Notice.of(tenant, ledger.member(), ledger.challenge(), reward, entry);
  }

  /// @param toBeTold by reward; has no reward whose latest state the member already knows
  private record Claimed(Event.MemberLedger ledger, Map<RewardId, List<Ledger.Entry>> toBeTold) {
    Stream<Notice> notices(TenantId tenant) {
      return toBeTold.entrySet().stream()
          .flatMap(
              each ->
                  each.getValue().stream()
                      .flatMap(entry -> notice(tenant, ledger, each.getKey(), entry).stream()));
    }

    Map<RewardId, Integer> changes() {
      return ledger.entries().entrySet().stream()
          .filter(entry -> toBeTold.containsKey(entry.getKey()))
          .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().changes()));
    }
  }
}
