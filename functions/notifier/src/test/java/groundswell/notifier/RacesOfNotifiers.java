package groundswell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.RewardChanged;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.AwsClients;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.tables.NotificationClaims.ClaimedByAnother;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestTopic;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// Two notifiers of one ledger, stopped at their calls so that they meet: `quick` does all of its
/// work after `slow` has claimed and before it publishes.
class RacesOfNotifiers {
  private static final MemberId ANN = new MemberId("ann");
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final RewardId HALF = new RewardId("half");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final TestTopic topic = new TestTopic();
  private final Interleaving<SnsClient> slowTopic = new Interleaving<>(SnsClient.class, topic);
  private final NotifierHandler slow = notifier(slowTopic.port());
  private final NotifierHandler quick = notifier(topic);

  @Test
  void aChangeThatTwoMessagesBringIsToldOnce() {
    var granted = stored(new Ledger.Entry(true, 100, 1));
    slowTopic.before("publishBatch", () -> deliver(quick, "2", granted));

    deliver(slow, "1", granted);

    assertThat(told()).containsExactly("reward-granted 1");
  }

  @Test
  void twoChangesThatTwoMessagesBringAreEachToldOnceAndInTheirOrder() {
    var granted = event(new Ledger.Entry(true, 100, 1));
    var reversed = stored(new Ledger.Entry(false, 100, 2));
    slowTopic.before(
        "publishBatch",
        () ->
            assertThatThrownBy(() -> deliver(quick, "2", reversed))
                .isInstanceOf(ClaimedByAnother.class));

    deliver(slow, "1", granted);
    deliver(slow, "3", granted);
    deliver(quick, "2", reversed);

    assertThat(told()).containsExactly("reward-granted 1", "reward-reversed 2");
  }

  private List<String> told() {
    return topic.published().stream()
        .map(
            message -> {
              var id = attribute(message.messageAttributes(), "message-id");
              var change = id.split("/", -1)[3];
              return attribute(message.messageAttributes(), "kind") + " " + change;
            })
        .toList();
  }

  private static String attribute(Map<String, MessageAttributeValue> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name).stringValue();
  }

  private RewardChanged stored(Ledger.Entry entry) {
    var event = event(entry);
    new Wiring(TestEnvironment.ofTables())
        .ledgers()
        .saveIf(
            tenant,
            ANN,
            SPRING,
            new Ledger(7, event.elements().getFirst().entries()),
            Versions.NONE,
            Lane.LIVE);
    return event;
  }

  private RewardChanged event(Ledger.Entry entry) {
    var entries = new TreeMap<>(Map.of(HALF, entry));
    return new RewardChanged(tenant, Lane.LIVE, List.of(new MemberLedger(ANN, SPRING, entries)));
  }

  private static void deliver(NotifierHandler notifier, String id, RewardChanged event) {
    var chunks = notifier.decode(new Message(id, EventCodec.message(event)));
    chunks.forEach(notifier.open(chunks));
  }

  private static NotifierHandler notifier(SnsClient sns) {
    var clients = TestClients.of(LocalDynamoDb.client());
    var aws =
        new AwsClients(
            clients.dynamoDb(),
            clients.sqs(),
            sns,
            clients.eventBridge(),
            clients.s3(),
            clients.s3Presigner(),
            clients.ssm(),
            clients.lambda(),
            clients.cloudWatch());
    var variables =
        Map.of("TOPIC_ARN", TestTopic.ARN, "UPLOAD_TOPIC_ARN", TestTopic.ARN, "BUCKET", "bucket");
    return NotifierFunction.handler(TestEnvironment.of(aws, variables));
  }
}
