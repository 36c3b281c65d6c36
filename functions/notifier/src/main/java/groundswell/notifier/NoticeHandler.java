package groundswell.notifier;

import static java.util.stream.Collectors.toMap;

import groundswell.domain.events.Event;
import groundswell.domain.rewards.Notice;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.topics.NoticeTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Claims the changes of a chunk's ledgers, publishes what it got, and marks that as done.
final class NoticeHandler implements BatchHandler<NoticeChunk> {
  private final NotificationClaims claims;
  private final NoticeTopic topic;

  NoticeHandler(NotificationClaims claims, NoticeTopic topic) {
    this.claims = claims;
    this.topic = topic;
  }

  @Override
  public List<NoticeChunk> decode(Message message) {
    var event = EventCodec.decode(Envelope.parse(message.body()));
    if (event instanceof Event.RewardChanged changed) return NoticeChunk.of(message.id(), changed);
    throw new PermanentFailure(
        "unexpected-event", "%s is not RewardChanged".formatted(EventCodec.detailType(event)));
  }

  @Override
  public String encode(NoticeChunk chunk) {
    return EventCodec.message(
        new Event.RewardChanged(chunk.tenant(), chunk.lane(), chunk.ledgers()));
  }

  @Override
  public Object keyOf(NoticeChunk chunk) {
    return chunk.id();
  }

  /// Chunks of one id are the same.
  @Override
  public NoticeChunk merge(NoticeChunk one, NoticeChunk other) {
    return one;
  }

  @Override
  public Consumer<NoticeChunk> open(Collection<NoticeChunk> chunks) {
    return this::tell;
  }

  private void tell(NoticeChunk chunk) {
    var fresh = new ArrayList<Notice>();
    var again = new ArrayList<Notice>();
    for (var ledger : chunk.ledgers()) {
      var notices = noticesOf(chunk, ledger);
      var claimed = claim(chunk, ledger, notices);
      for (var notice : notices) {
        if (claimed.fresh().contains(notice.reward())) fresh.add(notice);
        if (claimed.again().contains(notice.reward())) again.add(notice);
      }
    }
    if (!again.isEmpty() && !claims.isDone(chunk.id())) fresh.addAll(again);
    if (fresh.isEmpty()) return;
    topic.publish(fresh, chunk.lane());
    claims.markDone(chunk.id());
  }

  private NotificationClaims.Claimed claim(
      NoticeChunk chunk, Event.MemberLedger ledger, List<Notice> notices) {
    var changes = notices.stream().collect(toMap(Notice::reward, Notice::change));
    return claims.claim(chunk.tenant(), ledger.member(), ledger.challenge(), changes, chunk.id());
  }

  private static List<Notice> noticesOf(NoticeChunk chunk, Event.MemberLedger ledger) {
    return ledger.entries().entrySet().stream()
        .flatMap(
            entry ->
                Notice.of(
                    chunk.tenant(),
                    ledger.member(),
                    ledger.challenge(),
                    entry.getKey(),
                    entry.getValue())
                    .stream())
        .toList();
  }
}
