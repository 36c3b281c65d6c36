package groundswell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Reward;
import groundswell.domain.events.Event;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Notice;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.SnsException;

class TellingMembers {
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final int BURST_LEDGERS = 500;
  private static final RewardId HALF = new RewardId("half");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final NotifierWorld world = new NotifierWorld();
  private final Map<MemberId, Long> revisions = new HashMap<>();

  @Test
  void tellsEachReasonOnceHoweverOftenTheEventComes() {
    var event = changed(granted("ann"), granted("bob"));

    world.deliver(message("1", event));
    world.deliver(message("1", event));
    world.deliver(message("2", event));

    assertThat(world.toldIds())
        .containsExactlyInAnyOrder(
            id("ann", Reward.GOAL, 1),
            id("ann", HALF, 1),
            id("bob", Reward.GOAL, 1),
            id("bob", HALF, 1));
  }

  @Test
  void tellsAReversalAndNothingOfALostGoal() {
    world.deliver(message("1", changed(granted("ann"))));

    world.deliver(message("2", changed(ledger("ann", entries(false, 2)))));

    assertThat(world.toldIds())
        .contains(id("ann", HALF, 2))
        .doesNotContain(id("ann", Reward.GOAL, 2));
    assertThat(world.toldKinds())
        .containsExactlyInAnyOrder("goal-reached", "reward-granted", "reward-reversed");
  }

  @Test
  void tellsNothingOfWhatWasGrantedAndReversedBeforeAnybodyKnew() {
    var granted = changed(granted("ann"));
    world.deliver(message("2", changed(ledger("ann", entries(false, 2)))));

    world.deliver(message("1", granted));

    assertThat(world.toldIds()).doesNotContain(id("ann", HALF, 1), id("ann", HALF, 2));
  }

  @Test
  void tellsNothingAgainHoweverLongAgoItWasTold() {
    world.deliver(message("1", changed(granted("ann"))));
    world.passTime(Duration.ofDays(400));

    world.deliver(message("1", changed(granted("ann"))));
    world.deliver(message("2", changed(granted("ann"))));

    assertThat(world.toldIds()).hasSize(2).doesNotHaveDuplicates();
  }

  /// One message announces the half, the other the half and the goal. The topic fails three times.
  @Test
  void losesNothingWhenAMessageTakesOverWhatAnotherCouldNotTell() {
    var half = changed(ledger("ann", new TreeMap<>(Map.of(HALF, new Ledger.Entry(true, 100, 1)))));
    var both = changed(granted("ann"));
    fail(message("half", half));
    world.deliver(message("both", both));
    world.passTime(NotificationClaims.CLAIM_LIFETIME.plusMillis(1));
    fail(message("both", both));
    world.deliver(message("half", half));

    world.deliver(message("both", both));

    assertThat(world.toldIds())
        .containsExactlyInAnyOrder(id("ann", Reward.GOAL, 1), id("ann", HALF, 1));
  }

  private void fail(Message message) {
    world.topicFails(true);
    assertThatThrownBy(() -> world.deliver(message)).isInstanceOf(SnsException.class);
    world.topicFails(false);
  }

  @Test
  void repeatsAtMostOneChunkWhenItDiesBetweenTellingAndMarking() {
    var event =
        changed(
            IntStream.range(0, 40)
                .mapToObj(i -> granted("m" + i))
                .toArray(Event.MemberLedger[]::new));
    world.dieBeforeMark(3);

    assertThatThrownBy(() -> world.deliver(message("1", event)))
        .isInstanceOf(NotifierWorld.Died.class);
    world.deliver(message("1", event));

    assertThat(world.toldIds().stream().distinct()).hasSize(80);
    assertThat(world.toldIds()).hasSizeBetween(80, 90);
  }

  /// A refused claim is a write that costs money.
  @Test
  void writesNothingOfAMessageThatComesAgainAndIsTold() {
    var event = changed(burst());
    world.deliver(message("1", event));
    assertThat(world.writes()).isEqualTo(2 * BURST_LEDGERS);

    world.deliver(again("1", event));

    assertThat(world.writes()).isZero();
    assertThat(world.toldIds()).hasSize(2 * BURST_LEDGERS).doesNotHaveDuplicates();
  }

  @Test
  void writesOfAMessageThatComesAgainWhatIsLeftToTell() {
    var event = changed(burst());
    world.dieBeforeMark(BURST_LEDGERS - 2);
    assertThatThrownBy(() -> world.deliver(message("1", event)))
        .isInstanceOf(NotifierWorld.Died.class);
    world.writes();

    world.deliver(again("1", event));

    assertThat(world.writes()).isEqualTo(2 * 3);
    assertThat(world.toldIds().stream().distinct()).hasSize(2 * BURST_LEDGERS);
    world.deliver(again("1", event));
    assertThat(world.writes()).isZero();
  }

  private static Event.MemberLedger[] burst() {
    return IntStream.range(0, BURST_LEDGERS)
        .mapToObj(i -> granted("m" + i))
        .toArray(Event.MemberLedger[]::new);
  }

  @Test
  void refusesAnEventThatIsNotItsOwn() {
    var board = new Event.ChallengeChanged(tenant, SPRING, 3);

    assertThatThrownBy(() -> world.deliver(new Message("1", EventCodec.message(board))))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("ChallengeChanged is neither RewardChanged nor UploadChanged");
  }

  private Event.RewardChanged changed(Event.MemberLedger... ledgers) {
    for (var ledger : ledgers) {
      long judged = revisions.merge(ledger.member(), 1L, Long::sum);
      new Wiring(TestEnvironment.ofTables())
          .ledgers()
          .saveIf(
              tenant,
              ledger.member(),
              SPRING,
              new Ledger(judged, ledger.entries()),
              judged == 1 ? Versions.NONE : judged - 1,
              Lane.LIVE);
    }
    return new Event.RewardChanged(tenant, Lane.LIVE, List.of(ledgers));
  }

  private static Message message(String id, Event event) {
    return new Message(id, EventCodec.message(event));
  }

  private static Message again(String id, Event event) {
    return new Message(id, EventCodec.message(event), true);
  }

  private static Event.MemberLedger granted(String member) {
    return ledger(member, entries(true, 1));
  }

  private static Event.MemberLedger ledger(
      String member, SortedMap<RewardId, Ledger.Entry> entries) {
    return new Event.MemberLedger(new MemberId(member), SPRING, entries);
  }

  private static SortedMap<RewardId, Ledger.Entry> entries(boolean granted, int change) {
    return new TreeMap<>(
        Map.of(
            Reward.GOAL,
            new Ledger.Entry(granted, 0, change),
            HALF,
            new Ledger.Entry(granted, 10, change)));
  }

  private String id(String member, RewardId reward, int change) {
    return new Notice(
            tenant, new MemberId(member), SPRING, reward, Notice.Kind.REWARD_GRANTED, 0, change)
        .id();
  }
}
