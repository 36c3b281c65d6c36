package groundswell.rewardgranter;

import groundswell.domain.challenges.ChallengeCache;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Handles changed scores from the reward queues, one entry for each member of each challenge.
final class JudgementHandler implements BatchHandler<Judgement> {
  private final Challenges challenges;
  private final Granter granter;
  private final InstantSource clock;

  JudgementHandler(Challenges challenges, Granter granter, InstantSource clock) {
    this.clock = clock;
    this.challenges = challenges;
    this.granter = granter;
  }

  @Override
  public List<Judgement> decode(Message message) {
    var event = EventCodec.decode(Envelope.parse(message.body()), clock.instant());
    if (event instanceof ProgressChanged(var tenant, var challenge, var lane, var scores)) {
      return scores.stream().map(score -> new Judgement(tenant, challenge, lane, score)).toList();
    }
    throw new PermanentFailure(
        "unexpected-event", "%s is not ProgressChanged".formatted(EventCodec.detailType(event)));
  }

  @Override
  public String encode(Judgement entry) {
    return EventCodec.message(
        new ProgressChanged(
            entry.tenant(), entry.challenge(), entry.lane(), List.of(entry.score())));
  }

  @Override
  public Object keyOf(Judgement entry) {
    return new JudgementKey(entry.tenant(), entry.challenge(), entry.score().member());
  }

  @Override
  public Judgement merge(Judgement one, Judgement other) {
    return one.merge(other);
  }

  @Override
  public Consumer<Judgement> open(Collection<Judgement> entries) {
    var definitions = new ChallengeCache(challenges);
    var cases = granter.open(entries, definitions);
    return entry -> {
      var read = cases.get(entry);
      if (read != null) granter.judge(entry, read, definitions);
    };
  }

  private record JudgementKey(TenantId tenant, ChallengeId challenge, MemberId member) {}
}
