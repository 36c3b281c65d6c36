package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.platform.testing.Interleaving;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A request for an upload with an `Idempotency-Key`, sent again because its answer was lost.
class CreatingAnUploadOnce {
  private static final String KEY = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"";
  private static final String ORDER =
      "{\"kind\": \"activity\", \"file_name\": \"march.csv\", \"size_bytes\": 9}";

  private final ApiWorld world = new ApiWorld();

  @Test
  void answersTheFirstUploadAgain() {
    var first = create(KEY).expect(201);
    world.at("2026-03-10T12:20:00Z");

    var second = create(KEY).expect(201);

    assertThat(second.at("/upload")).isEqualTo(first.at("/upload"));
    assertThat(second.at("/expires_at")).isEqualTo("2026-03-10T12:35:00Z");
    assertThat(uploads()).containsExactly(first.at("/upload"));
    assertThat(world.ask("GET", "/uploads").at("/uploads/0/created_at"))
        .isEqualTo("2026-03-10T12:00:00Z");
  }

  @Test
  void takesAKeyWithoutItsQuotesAsTheSame() {
    var first = create(KEY).expect(201);

    assertThat(create(KEY.replace("\"", "")).expect(201).at("/upload"))
        .isEqualTo(first.at("/upload"));
  }

  @Test
  void refusesTheKeyForAnotherBody() {
    create(KEY).expect(201);

    var refused = world.create(KEY, "/uploads", ORDER.replace("march", "april")).expect(422);

    assertThat(refused.at("/code")).isEqualTo("idempotency-key-reused");
    assertThat(refused.at("/detail"))
        .isEqualTo(
            "this Idempotency-Key was used at 2026-03-10T12:00:00Z with another body; take a new"
                + " key for a new request");
    assertThat(uploads()).hasSize(1);
  }

  @Test
  void keepsNoKeyOfARequestThatIsWrong() {
    world.create(KEY, "/uploads", ORDER.replace("activity", "films")).expect(422);

    create(KEY).expect(201);
  }

  @Test
  void keepsTheKeysOfTwoCallersAndOfTwoTenantsApart() {
    create(KEY).expect(201);

    world.createAs("another", KEY, "/uploads", ORDER).expect(201);

    assertThat(uploads()).hasSize(2).doesNotHaveDuplicates();
    var elsewhere = new ApiWorld();
    elsewhere.create(KEY, "/uploads", ORDER).expect(201);
    assertThat(elsewhere.ask("GET", "/uploads").json().findValuesAsText("upload")).hasSize(1);
  }

  @Test
  void forgetsAKeyAfterADay() {
    create(KEY).expect(201);

    world.at("2026-03-11T12:00:00Z");
    create(KEY).expect(201);
    assertThat(uploads()).hasSize(1);
    world.at("2026-03-11T12:00:00.001Z");
    create(KEY).expect(201);
    assertThat(uploads()).hasSize(2);
  }

  @Test
  void createsOneUploadOfRequestsAtTheSameTime() throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  _ -> threads.submit(() -> answered.add(create(KEY).expect(201).at("/upload"))))
              .toList();
      for (var call : calls) call.get();
    }

    assertThat(answered).hasSize(1);
    assertThat(uploads()).containsExactlyElementsOf(answered);
  }

  /// The second request finds the key and no upload, and creates it; then the first goes on.
  @Test
  void createsOneUploadIfAnotherRequestOvertakes() {
    var tables = new Interleaving<>(DynamoDbClient.class, world.environment.aws().dynamoDb());
    tables.before("transactWriteItems", () -> create(KEY).expect(201));
    var slow = world.instanceOver(_ -> tables.port());

    var answered = slow.create(KEY, "/uploads", ORDER).expect(201);

    assertThat(uploads()).containsExactly(answered.at("/upload"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"putItem", "transactWriteItems"})
  void createsOneUploadIfTheFirstRequestDies(String call) {
    var tables = new Interleaving<>(DynamoDbClient.class, world.environment.aws().dynamoDb());
    tables.killAfter(call);
    var dying = world.instanceOver(_ -> tables.port());
    dying.create(KEY, "/uploads", ORDER).expect(500);

    var answered = create(KEY).expect(201);

    assertThat(uploads()).containsExactly(answered.at("/upload"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"a", "a b", "ä", "\"a\";q=1"})
  void refusesAKeyThatIsNone(String key) {
    assertThat(create(key).expect(400).at("/detail")).startsWith("Idempotency-Key: " + key + " is");
    assertThat(create("x".repeat(129)).expect(400).at("/code")).isEqualTo("bad-request");
    assertThat(uploads()).isEmpty();
  }

  private Reply create(String key) {
    return world.create(key, "/uploads", ORDER);
  }

  private List<String> uploads() {
    return world.ask("GET", "/uploads").expect(200).json().findValuesAsText("upload");
  }
}
