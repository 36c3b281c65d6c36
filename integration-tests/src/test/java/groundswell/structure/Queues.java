package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Where messages that cannot be handled end up, and how long they wait there.
class Queues {
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);
  private static final long LIVE_DELIVERIES = 12;
  private static final long BULK_DELIVERIES = 25;

  private final Template template = Template.read();
  private final List<Resource> queues = template.resources(Template.QUEUE);
  private final Set<String> sources = template.workQueues();

  @Test
  void areAllReadByAFunction() {
    assertThat(template.queueMappings())
        .extracting(Template.Mapping::source)
        .containsExactlyInAnyOrderElementsOf(queues.stream().map(Resource::id).toList());
  }

  @Test
  void haveADeadLetterQueueEach() {
    assertThat(queues)
        .filteredOn(queue -> sources.contains(queue.id()))
        .allSatisfy(queue -> assertThat(deadLetterQueue(queue).type()).isEqualTo(Template.QUEUE))
        .extracting(this::deadLetterQueue)
        .doesNotHaveDuplicates()
        .noneMatch(deadLetters -> sources.contains(deadLetters.id()));
  }

  @Test
  void keepDeadLettersForFourteenDays() {
    assertThat(queues)
        .filteredOn(queue -> !sources.contains(queue.id()))
        .allSatisfy(queue -> assertThat(retention(queue)).isEqualTo(DEAD_LETTERS_KEPT.toSeconds()));
  }

  /// A dead letter's age counts from when the message was first sent
  /// (SQS developer guide, "Using dead-letter queues in Amazon SQS").
  @Test
  void leaveADeadLetterTimeToBeSeen() {
    assertThat(queues)
        .filteredOn(queue -> sources.contains(queue.id()))
        .allSatisfy(
            queue -> assertThat(retention(queue)).isLessThan(DEAD_LETTERS_KEPT.toSeconds() / 2))
        .allSatisfy(
            queue ->
                assertThat(retention(queue))
                    .isGreaterThan(deliveries(queue) * number(queue, "VisibilityTimeout")));
  }

  @Test
  void deliverTwelveTimesInTheLiveLaneAndTwentyFiveInBulk() {
    assertThat(queues)
        .filteredOn(queue -> sources.contains(queue.id()))
        .allSatisfy(queue -> assertThat(deliveries(queue)).isIn(LIVE_DELIVERIES, BULK_DELIVERIES))
        .allSatisfy(
            queue -> {
              if (queue.id().contains("Live"))
                assertThat(deliveries(queue)).isEqualTo(LIVE_DELIVERIES);
              if (queue.id().contains("Bulk"))
                assertThat(deliveries(queue)).isEqualTo(BULK_DELIVERIES);
            });
  }

  @Test
  void areEncrypted() {
    assertThat(queues)
        .allMatch(queue -> !queue.properties().at("KmsMasterKeyId").missing(), "encrypted");
  }

  private Resource deadLetterQueue(Resource queue) {
    var target = queue.properties().at("RedrivePolicy", "deadLetterTargetArn");
    return template.resource(target.reference().orElseThrow());
  }

  private long deliveries(Resource queue) {
    return number(queue, "RedrivePolicy", "maxReceiveCount");
  }

  private long retention(Resource queue) {
    return number(queue, "MessageRetentionPeriod");
  }

  private long number(Resource queue, String... path) {
    return template.number(queue.properties().at(path));
  }
}
