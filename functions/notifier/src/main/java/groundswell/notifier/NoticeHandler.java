package groundswell.notifier;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import groundswell.domain.events.Event;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.rewards.Notice;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.topics.NoticeTopic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Claims the changes of a chunk's ledgers, publishes what it got, and marks that as told.
final class NoticeHandler implements BatchHandler<NoticeChunk> {
  private final NotificationClaims claims;
  private final NoticeTopic topic;
  private final InstantSource clock;

  NoticeHandler(NotificationClaims claims, NoticeTopic topic, InstantSource clock) {
    this.clock = clock;
    this.claims = claims;
    this.topic = topic;
  }

  @Override
  public List<NoticeChunk> decode(Message message) {
    var event = EventCodec.decode(Envelope.parse(message.body()), clock.instant());
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
    var claimed = new ArrayList<Notice>();
    for (var ledger : chunk.ledgers()) claimed.addAll(claim(chunk, ledger));
    if (claimed.isEmpty()) return;
    topic.publish(claimed, chunk.lane());
    claimed.stream()
        .collect(groupingBy(notice -> new LedgerKey(notice.member(), notice.challenge())))
        .forEach(
            (ledger, notices) ->
                claims.told(chunk.tenant(), ledger.member(), ledger.challenge(), changes(notices)));
  }

  private List<Notice> claim(NoticeChunk chunk, Event.MemberLedger ledger) {
    var notices = noticesOf(chunk, ledger);
    var claimed =
        claims.claim(
            chunk.tenant(), ledger.member(), ledger.challenge(), changes(notices), chunk.id());
    return notices.stream().filter(notice -> claimed.contains(notice.reward())).toList();
  }

  private static Map<RewardId, Integer> changes(List<Notice> notices) {
    return notices.stream().collect(toMap(Notice::reward, Notice::change));
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

  private record LedgerKey(MemberId member, ChallengeId challenge) {}
}
