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

/// As many ledgers of one message as one publication takes. It is claimed, published and marked as
/// told as a whole, so that a message that comes back repeats at most one chunk.
///
/// @param id the same whenever the message is delivered again
/// @param again whether the message was delivered before
record NoticeChunk(
    String id, TenantId tenant, Lane lane, List<Event.MemberLedger> ledgers, boolean again) {

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
