package groundswell.notifier;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.ids.TenantId;
import groundswell.platform.Chunks;
import groundswell.platform.topics.NoticeTopic;
import java.util.List;
import java.util.stream.IntStream;

/// As many ledgers of one message as one publication takes. It is claimed, published and marked as
/// told as a whole, so that a message that comes back repeats at most one chunk.
///
/// @param id the same whenever the message is delivered again
record NoticeChunk(String id, TenantId tenant, Lane lane, List<Event.MemberLedger> ledgers) {

  static List<NoticeChunk> of(String messageId, Event.RewardChanged event) {
    var chunks =
        Chunks.of(
            event.ledgers(),
            Integer.MAX_VALUE,
            NoticeTopic.BATCH_ENTRIES_MAX,
            ledger -> ledger.entries().size());
    return IntStream.range(0, chunks.size())
        .mapToObj(
            index ->
                new NoticeChunk(
                    "%s#%d".formatted(messageId, index),
                    event.tenant(),
                    event.lane(),
                    chunks.get(index)))
        .toList();
  }
}
