package groundswell.notifier;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.ids.TenantId;
import groundswell.platform.Chunks;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.tables.NotificationClaims.LedgerKey;
import groundswell.platform.topics.NoticeTopic;
import java.util.List;
import java.util.stream.IntStream;

/// As many of a message's ledgers as fit into one publication. A chunk is claimed, published and
/// marked as published as a whole, so that a redelivered message repeats at most one chunk.
///
/// @param id the same whenever the message is redelivered
/// @param again whether the message was delivered before
record NoticeChunk(
    String id, TenantId tenant, Lane lane, List<Event.MemberLedger> ledgers, boolean again)
    implements Notification {

  static List<NoticeChunk> of(Message message, Event.RewardChanged event) {
    var chunks =
        Chunks.of(
            event.elements(),
            Integer.MAX_VALUE,
            NoticeTopic.BATCH_ENTRIES_MAX,
            ledger -> ledger.entries().size());
    return IntStream.range(0, chunks.size())
        .mapToObj(
            index ->
                new NoticeChunk(
                    "%s#%d".formatted(message.id(), index),
                    event.tenant(),
                    event.lane(),
                    chunks.get(index),
                    message.again()))
        .toList();
  }

  LedgerKey keyOf(Event.MemberLedger ledger) {
    return new LedgerKey(tenant, ledger.member(), ledger.challenge());
  }
}
