package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StoringLedgers {
  private static final MemberId ANN = new MemberId("ann#1");
  private static final ChallengeId SPRING = new ChallengeId("spring");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final DynamoDbLedgers ledgers = new Wiring(TestEnvironment.ofTables()).ledgers();

  @Test
  void readsBackWhatWasSaved() {
    var ledger = judgedAt(5, true);

    assertThat(save(SPRING, ledger, Versions.NONE)).isTrue();

    assertThat(ledgers.find(tenant, ANN, SPRING)).contains(ledger);
    assertThat(ledgers.find(tenant, new MemberId("ann"), SPRING)).isEmpty();
  }

  @Test
  void savesOnlyOverTheJudgementThatWasRead() {
    save(SPRING, judgedAt(5, true), Versions.NONE);

    assertThat(save(SPRING, judgedAt(6, false), Versions.NONE)).isFalse();
    assertThat(save(SPRING, judgedAt(6, false), 4)).isFalse();
    assertThat(save(SPRING, judgedAt(6, false), 5)).isTrue();
    assertThat(ledgers.find(tenant, ANN, SPRING)).contains(judgedAt(6, false));
  }

  @Test
  void leavesWhatWasNotifiedAsItIs() {
    save(SPRING, judgedAt(5, true), Versions.NONE);
    noteAsNotified();

    save(SPRING, judgedAt(6, false), 5);

    assertThat(image()).containsEntry("notified", AttributeValue.fromS("goal 1"));
  }

  @Test
  void tellsTheStreamWhetherTheLastWriteJudged() {
    save(SPRING, judgedAt(5, true), Versions.NONE);

    assertThat(LedgerItems.fromImage(Item.of(image())))
        .isEqualTo(new LedgerItems.Image(tenant, ANN, SPRING, judgedAt(5, true), Lane.LIVE, true));

    noteAsNotified();

    assertThat(LedgerItems.isLedger(Item.of(image()))).isTrue();
    assertThat(LedgerItems.fromImage(Item.of(image())).judged()).isFalse();
  }

  @Test
  void findsAllOfAMember() {
    var autumn = new ChallengeId("autumn");
    save(SPRING, judgedAt(5, true), Versions.NONE);
    save(autumn, judgedAt(8, false), Versions.NONE);

    assertThat(ledgers.findAll(tenant, ANN))
        .isEqualTo(Map.of(SPRING, judgedAt(5, true), autumn, judgedAt(8, false)));
    assertThat(ledgers.findAll(tenant, new MemberId("ann"))).isEmpty();
  }

  private boolean save(ChallengeId challenge, Ledger next, long expected) {
    return ledgers.saveIf(tenant, ANN, challenge, next, expected, Lane.LIVE);
  }

  private void noteAsNotified() {
    LocalDynamoDb.client()
        .updateItem(
            request ->
                request
                    .tableName(LocalDynamoDb.PROGRAMS)
                    .key(LedgerItems.key(tenant, ANN, SPRING).attributes())
                    .updateExpression("SET notified = :notified, #w = :notifier")
                    .expressionAttributeNames(Map.of("#w", LedgerItems.WRITER))
                    .expressionAttributeValues(
                        Map.of(
                            ":notified", AttributeValue.fromS("goal 1"),
                            ":notifier", AttributeValue.fromS("n"))));
  }

  private Map<String, AttributeValue> image() {
    return LocalDynamoDb.client()
        .getItem(
            request ->
                request
                    .tableName(LocalDynamoDb.PROGRAMS)
                    .key(LedgerItems.key(tenant, ANN, SPRING).attributes()))
        .item();
  }

  private static Ledger judgedAt(long revision, boolean granted) {
    return new Ledger(
        revision,
        new TreeMap<>(
            Map.of(
                Reward.GOAL,
                new Ledger.Entry(granted, 0, 1),
                new RewardId("percent-50"),
                new Ledger.Entry(granted, 100, 2))));
  }
}
