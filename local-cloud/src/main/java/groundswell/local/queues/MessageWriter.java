package groundswell.local.queues;

import groundswell.dynamodb.storage.Storage.Durability;
import groundswell.local.journal.Journal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Persists what happens to messages. ElasticMQ notifies it of each message that was added,
/// received or removed, and answers its own caller only when this actor has answered. So a message
/// whose sending was acknowledged is persisted.
///
/// A message is stored under its id alone, with its queue. When ElasticMQ moves one to a
/// dead-letter queue, the two queues report it independently and in any order. So the removal of a
/// message that may be moving waits a little, and is dropped if the message is in another queue by
/// then.
final class MessageWriter extends AbstractActor {
  private static final Duration MOVE_MAX = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

  private final Journal<KeptMessage> journal;
  private final Map<String, Integer> receivesMax;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

  private MessageWriter(Journal<KeptMessage> journal, Map<String, Integer> receivesMax) {
    this.journal = journal;
    this.receivesMax = receivesMax;
  }

  /// @param receivesMax by queue name, for queues with a dead-letter queue; may still grow
  static Props props(Journal<KeptMessage> journal, Map<String, Integer> receivesMax) {
    return Props.create(MessageWriter.class, () -> new MessageWriter(journal, receivesMax));
  }

  private record Remove(String queue, String messageId) {}

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(QueueEvent.MessageAdded.class, this::added)
        .match(QueueEvent.MessageUpdated.class, this::updated)
        .match(QueueEvent.MessageRemoved.class, this::removed)
        .match(Remove.class, this::remove)
        .matchAny(event -> LOG.trace("queues come from the template, not from {}", event))
        .build();
  }

  private void added(QueueEvent.MessageAdded event) {
    var message = KeptMessage.of(event.queueName(), event.message());
    answerOnce(journal.put(message.id(), message));
  }

  /// The message was received, or hidden for longer. Losing this does no harm, so nobody waits for
  /// it.
  private void updated(QueueEvent.MessageUpdated event) {
    var message = KeptMessage.of(event.queueName(), event.message());
    if (isIn(message.queue(), message.id())) {
      var _ = journal.put(message.id(), message);
    }
    answer(getSender());
  }

  private boolean isIn(String queue, String messageId) {
    return journal.find(messageId).filter(kept -> kept.queue().equals(queue)).isPresent();
  }

  private void removed(QueueEvent.MessageRemoved event) {
    var removal = new Remove(event.queueName(), event.messageId());
    journal
        .find(removal.messageId)
        .filter(kept -> kept.queue().equals(removal.queue))
        .ifPresent(kept -> removed(removal, kept));
    answer(getSender());
  }

  /// A message received as often as its queue allows may be moving to the dead-letter queue.
  private void removed(Remove removal, KeptMessage kept) {
    int receivesMost = receivesMax.getOrDefault(removal.queue, Integer.MAX_VALUE);
    if (kept.receives() < receivesMost) {
      journal.remove(removal.messageId);
      return;
    }
    var system = getContext().getSystem();
    var _ =
        system
            .scheduler()
            .scheduleOnce(MOVE_MAX, getSelf(), removal, system.dispatcher(), getSelf());
  }

  private void remove(Remove removal) {
    if (isIn(removal.queue, removal.messageId)) journal.remove(removal.messageId);
  }

  private void answerOnce(Durability written) {
    var sender = getSender();
    waiting.execute(
        () -> {
          try {
            written.await();
            answer(sender);
          } catch (RuntimeException e) {
            LOG.error("a message is not written down, so its sender gets no answer", e);
          }
        });
  }

  private static void answer(ActorRef sender) {
    sender.tell(OperationSuccessful$.MODULE$, ActorRef.noSender());
  }

  @Override
  public void postStop() {
    waiting.shutdown();
  }
}
