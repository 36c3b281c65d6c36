package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.failures.DynamoDbRedrives;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Redrives and rehearsals with an `Idempotency-Key`, sent again because the answer was lost.
class StartingOnce {
  private static final String KEY = "\"%s\"".formatted(UUID.randomUUID());

  private final OperatorWorld world = new OperatorWorld();
  private final String redrive =
      "{\"filter\": {\"tenant\": \"%s\"}, \"reason\": \"release 42 mends it\"}"
          .formatted(world.tenant);
  private final String rehearsal = "{\"filter\": {\"tenant\": \"%s\"}}".formatted(world.tenant);

  @Test
  void answersTheFirstRedriveAsItIsNow() {
    var first = start().expect(202);
    var id = new RedriveId(first.at("/redrive"));
    redrives().change(id, each -> each.moved(Redrive.State.PAUSED, "olga"));
    world.at("2026-03-10T12:05:00Z");

    var second = start().expect(202);

    assertThat(second.at("/redrive")).isEqualTo(id.value());
    assertThat(second.at("/state")).isEqualTo("paused");
    assertThat(second.at("/started_at")).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(ofThisTenant()).hasSize(1);
    assertThat(auditLines("started redrive " + id)).isEqualTo(1);
  }

  @Test
  void refusesTheKeyForAnotherBody() {
    start().expect(202);

    var refused = world.create(KEY, "/redrives", redrive.replace("42", "43")).expect(422);

    assertThat(refused.at("/code")).isEqualTo("idempotency-key-reused");
    assertThat(ofThisTenant()).hasSize(1);
  }

  @Test
  void startsTwoRedrivesWithoutAKey() {
    world.as("operator", "olga", "POST", "/redrives", redrive).expect(202);
    world.as("operator", "olga", "POST", "/redrives", redrive).expect(202);

    assertThat(ofThisTenant()).hasSize(2);
  }

  @Test
  void startsOneRedriveOfRequestsAtTheSameTime() throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  _ -> threads.submit(() -> answered.add(start().expect(202).at("/redrive"))))
              .toList();
      for (var call : calls) call.get();
    }

    assertThat(answered).hasSize(1);
    assertThat(ofThisTenant()).containsExactlyElementsOf(answered);
    assertThat(auditLines("started redrive " + answered.iterator().next())).isEqualTo(1);
  }

  /// After the key, after the redrive, and after the line of the audit.
  @Test
  void startsWhatARequestThatDiedLeftBehind() {
    for (int written = 1; written <= 3; written++) {
      var tables = new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());
      for (int i = 1; i < written; i++) tables.after("putItem", () -> {});
      tables.killAfter("putItem");
      var dying = OperatorWorld.over(_ -> tables.port(), Map.of());
      var order = redrive.replace(world.tenant.value(), dying.tenant.value());
      dying.create(KEY, "/redrives", order).expect(500);
      assertThat(dying.commands()).isEmpty();

      var id = dying.create(KEY, "/redrives", order).expect(202).at("/redrive");

      assertThat(dying.commands()).singleElement().asString().contains(id);
      assertThat(redrives().find(new RedriveId(id))).isPresent();
      assertThat(auditLines("started redrive " + id)).isEqualTo(1);
    }
  }

  @Test
  void answersTheFirstRehearsalWithItsVerdicts() {
    world.failure("a").recorded();
    var id = rehearse().expect(202).at("/rehearsal");
    var rehearsals = new OperationsWiring(world.environment).rehearsals();
    var asked = rehearsals.find(id).orElseThrow();
    rehearsals.put(
        new Rehearsal(
            id,
            asked.filter(),
            asked.by(),
            asked.askedAt(),
            asked.samples(),
            asked.asked(),
            Optional.of(List.of())));

    var second = rehearse().expect(202);

    assertThat(second.at("/rehearsal")).isEqualTo(id);
    assertThat(second.at("/ended")).isEqualTo("true");
    assertThat(auditLines("started rehearsal " + id)).isEqualTo(1);
  }

  @Test
  void keepsTheKeysOfRedrivesAndRehearsalsApart() {
    var started = start().expect(202).at("/redrive");

    assertThat(rehearse().expect(202).at("/rehearsal")).isNotEqualTo(started);
  }

  private Reply start() {
    return world.create(KEY, "/redrives", redrive);
  }

  private Reply rehearse() {
    return world.create(KEY, "/rehearsals", rehearsal);
  }

  private DynamoDbRedrives redrives() {
    return new OperationsWiring(world.environment).redrives();
  }

  private List<String> ofThisTenant() {
    return redrives().list(10_000, Optional.empty()).stream()
        .filter(each -> each.order().filter().about().tenant().equals(Optional.of(world.tenant)))
        .map(each -> each.id().value())
        .toList();
  }

  private long auditLines(String outcome) {
    return new OperationsWiring(world.environment)
        .audit().list(world.now().minusSeconds(600), 10_000, Optional.empty()).stream()
            .filter(line -> line.outcome().startsWith(outcome))
            .count();
  }
}
