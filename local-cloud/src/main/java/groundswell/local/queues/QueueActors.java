package groundswell.local.queues;

import groundswell.local.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.util.NowProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// ElasticMQ's queues as actors, which report their messages to a [MessageWriter], and restore
/// those of an earlier process.
final class QueueActors {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(QueueActors.class);

  private final Journal<KeptMessage> journal;
  private final Map<String, Integer> receivesMax = new ConcurrentHashMap<>();
  private final ActorRef manager;

  QueueActors(ActorSystem system, Journal<KeptMessage> journal) {
    this.journal = journal;
    Option<ActorRef> writer =
        journal instanceof Journal.Nothing<KeptMessage>
            ? Option.empty()
            : Option.apply(system.actorOf(MessageWriter.props(journal, receivesMax)));
    this.manager =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, writer)));
  }

  ActorRef manager() {
    return manager;
  }

  void hasDeadLetterQueue(String queueName, int maxReceiveCount) {
    receivesMax.put(queueName, maxReceiveCount);
  }

  /// Puts all persisted messages into their queues, in the order in which they were sent. Messages
  /// of a queue that no longer exists stay persisted.
  void restore(Instant now) {
    var byQueue =
        journal.all().values().stream()
            .sorted(Comparator.comparingLong(KeptMessage::sentMillis))
            .collect(Collectors.groupingBy(KeptMessage::queue));
    byQueue.forEach(
        (queue, messages) ->
            find(queue)
                .ifPresentOrElse(
                    actor -> restore(actor, messages, now),
                    () ->
                        LOG.warn(
                            "{} messages are kept of queue {}, which the template does not have",
                            messages.size(),
                            queue)));
  }

  private Optional<ActorRef> find(String queue) {
    var found = (Option<?>) ask(manager, new LookupQueue(queue));
    return found.isEmpty() ? Optional.empty() : Optional.of((ActorRef) found.get());
  }

  private static void restore(ActorRef queue, List<KeptMessage> messages, Instant now) {
    List<InternalMessage> restored =
        messages.stream().map(message -> message.restored(now)).toList();
    ask(queue, new RestoreMessages(CollectionConverters.asScala(restored).toList()));
  }

  private static Object ask(ActorRef actor, Object message) {
    CompletableFuture<Object> answer =
        Patterns.ask(actor, message, ANSWER_MAX).toCompletableFuture();
    return answer.join();
  }
}
