package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.scoring.Recalculation;
import groundswell.domain.scoring.Score;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ReadingABoard {
  /// The reads of a board that has not changed: where it is, and whether its tenant is removed.
  private static final int POINTER_AND_REMOVAL = 2;

  private static final Instant AS_OF = Instant.parse("2026-03-10T11:59:00Z");

  private final ApiWorld world = new ApiWorld();
  private final ChallengeId spring = new ChallengeId("spring");

  @BeforeEach
  void defineTheChallenge() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
  }

  @Test
  void isEmptyWhileNoneIsPublished() {
    var board = world.ask("GET", "/challenges/spring/board").expect(200);

    assertThat(board.at("/version")).isEqualTo("0");
    assertThat(board.at("/rows")).isEqualTo("[]");
    assertThat(board.json().has("as_of")).isFalse();
  }

  @Test
  void ranksTiesAlikeAndSkipsTheRanksTheyTake() {
    publish(1, row("ann", 500), row("bob", 700), row("cem", 500), row("dee", 1), left("eve"));

    var board = world.ask("GET", "/challenges/spring/board").expect(200);

    assertThat(board.json().path("rows").findValuesAsText("member"))
        .containsExactly("bob", "ann", "cem", "dee");
    assertThat(board.json().path("rows").findValuesAsText("rank"))
        .containsExactly("1", "2", "2", "4");
    assertThat(board.at("/total")).isEqualTo("4");
    assertThat(board.at("/as_of")).isEqualTo(AS_OF.toString());
    assertThat(board.at("/rows/0/name")).isEqualTo("Name of bob");
    assertThat(board.at("/rows/0/score")).isEqualTo("0.0007");
  }

  @Test
  void isNotSentAgainWhileItIsTheSame() {
    publish(7, row("ann", 500));
    var shown = world.ask("GET", "/challenges/spring/board").expect(200);

    var same = world.askUnless("\"1\", W/" + shown.entityTag(), "/challenges/spring/board");

    assertThat(same.expect(304).body()).isEmpty();
    assertThat(same.entityTag()).isEqualTo(shown.entityTag());
    assertThat(shown.at("/poll_after_seconds")).isEqualTo("2");
    world.askUnless("\"1\"", "/challenges/spring/board").expect(200);
  }

  /// A burst of requests of open pages.
  @Test
  void costsOneReadOfItsPointerASecondHoweverManyAskAgain() {
    publish(7, row("ann", 500));
    var tables = new Interleaving<>(DynamoDbClient.class, world.environment.aws().dynamoDb());
    var instance = world.instanceOver(_ -> tables.port());

    for (int i = 0; i < 50; i++) {
      instance.askUnlessAsMember("ann", "\"7\"", "/challenges/spring/board").expect(304);
    }
    assertThat(tables.calls("getItem")).isEqualTo(POINTER_AND_REMOVAL);

    instance.at("2026-03-10T12:00:01Z");
    instance.askUnlessAsMember("ann", "\"7\"", "/challenges/spring/board").expect(304);
    assertThat(tables.calls("getItem")).isEqualTo(2 * POINTER_AND_REMOVAL);
    for (var other : List.of("query", "batchGetItem", "putItem", "updateItem"))
      assertThat(tables.calls(other)).as(other).isZero();
  }

  @Test
  void readsTheUploadsUnderWayAsSeldomForThoseWhoMaySeeThem() {
    publish(7, row("ann", 500));
    var tables = new Interleaving<>(DynamoDbClient.class, world.environment.aws().dynamoDb());
    var instance = world.instanceOver(_ -> tables.port());

    for (int i = 0; i < 50; i++) {
      instance.askUnless("\"7\"", "/challenges/spring/board").expect(304);
    }

    assertThat(tables.calls("getItem")).isEqualTo(POINTER_AND_REMOVAL);
    assertThat(tables.calls("query")).isLessThanOrEqualTo(1);
  }

  /// Another instance may have shown a later one.
  @Test
  void isNeverOlderThanWhatTheClientHas() {
    publish(7, row("ann", 500));
    world.askUnless("\"7\"", "/challenges/spring/board").expect(304);

    publish(8, row("ann", 900));

    world.askUnless("\"8\"", "/challenges/spring/board").expect(304);
    world.askUnless("\"7\"", "/challenges/spring/board").expect(200);
  }

  @Test
  void isTheLatestForThoseWhoAskForTheFirstTime() {
    publish(7, row("ann", 500));
    world.askUnless("\"7\"", "/challenges/spring/board").expect(304);

    publish(8, row("ann", 900));

    assertThat(world.ask("GET", "/challenges/spring/board").at("/version")).isEqualTo("8");
  }

  @Test
  void isSentToAClientThatHasAnOlderOne() {
    publish(1, row("ann", 500));
    var older = world.ask("GET", "/challenges/spring/board").entityTag();

    publish(2, row("ann", 900));
    world.at("2026-03-10T12:00:01Z");

    assertThat(world.askUnless(older, "/challenges/spring/board").expect(200).at("/rows/0/score"))
        .isEqualTo("0.0009");
  }

  @Test
  void showsTenUnlessMoreAreAskedFor() {
    publish(1, hundredRows());

    assertThat(rows("")).hasSize(10);
    assertThat(rows("?top=3")).containsExactly("m00", "m01", "m02");
    assertThat(rows("?top=1000")).hasSize(100);
  }

  @Test
  void pagesThroughAllWithoutGapsOrRepeats() {
    publish(1, hundredRows());

    var pages =
        IntStream.rangeClosed(1, 5).boxed().flatMap(page -> rows("?size=30&page=" + page).stream());

    assertThat(pages).hasSize(100).doesNotHaveDuplicates().startsWith("m00").endsWith("m99");
  }

  @Test
  void showsAMembersNeighbours() {
    publish(1, hundredRows());

    assertThat(rows("?around=m50&radius=1")).containsExactly("m49", "m50", "m51");
    assertThat(rows("?around=m00&radius=2")).containsExactly("m00", "m01", "m02");
    assertThat(rows("?around=m99")).containsExactly("m94", "m95", "m96", "m97", "m98", "m99");
  }

  @Test
  void knowsNoPlaceForThoseWhoAreNotOnIt() {
    publish(1, left("eve"));

    assertThat(world.ask("GET", "/challenges/spring/board?around=eve").expect(404).at("/type"))
        .endsWith("not-on-board");
  }

  @Test
  void showsANewerBoardAsSoonAsItIsPublished() {
    publish(1, row("ann", 500));
    assertThat(rows("")).containsExactly("ann");

    publish(2, row("ann", 500), row("bob", 700));

    assertThat(rows("")).containsExactly("bob", "ann");
  }

  @Test
  void refusesWhatItCannotShow() {
    for (var query :
        List.of(
            "top=0",
            "top=1001",
            "top=x",
            "page=0",
            "size=1001",
            "top=3&page=1",
            "radius=1",
            "around=m1&radius=101",
            "around=",
            "sort=name")) {
      world.ask("GET", "/challenges/spring/board?" + query).expect(400);
    }
  }

  @Test
  void saysSoWhenTheRowsAreGone() {
    publish(1, row("ann", 500));
    var board =
        new Wiring(world.environment).boards().published(world.tenant, spring).orElseThrow();
    var bucket = world.environment.require("BUCKET");

    world
        .environment
        .aws()
        .s3()
        .deleteObject(delete -> delete.bucket(bucket).key(board.objectKey()));

    assertThat(world.ask("GET", "/challenges/spring/board").expect(404).at("/type"))
        .endsWith("board-lost");
  }

  @Test
  void namesTheFilesUnderWayToThoseWhoMaySeeThem() {
    var uploads = new Wiring(world.environment).uploads();
    assertThat(board("admin").has("uploads_under_way")).isFalse();
    var activity = upload("activity", "steps.csv");
    var members = upload("members", "people.csv");
    upload("activity", "awaited.csv");
    for (var upload : List.of(activity, members))
      uploads.advance(
          uploads.find(world.tenant, upload).orElseThrow(), new Checking(AS_OF, "version"));

    var underWay = board("viewer").path("uploads_under_way");

    assertThat(underWay).hasSize(1);
    assertThat(underWay.path(0).path("upload").asText()).isEqualTo(activity.value());
    assertThat(underWay.path(0).path("file_name").asText()).isEqualTo("steps.csv");
    assertThat(underWay.path(0).path("state").asText()).isEqualTo("checking");
    assertThat(board("member").has("uploads_under_way")).isFalse();
  }

  @Test
  void saysSoWhileItIsRecalculated() {
    var wiring = new Wiring(world.environment);
    var version = wiring.challenges().find(world.tenant, spring).orElseThrow().version();
    assertThat(board("member").has("recalculation")).isFalse();
    wiring.recalculations().begin(world.tenant, spring, new Recalculation(version, 0, AS_OF, 2, 0));
    wiring.recalculations().finishPart(world.tenant, spring, version, 0, "s0");

    assertThat(board("member").path("recalculation").toString())
        .isEqualTo("{\"started_at\":\"%s\",\"parts_done\":1,\"parts\":2}".formatted(AS_OF));

    wiring.recalculations().finishPart(world.tenant, spring, version, 0, "s1");
    assertThat(board("member").has("recalculation")).isFalse();
    world
        .ask("PUT", "/challenges/spring", Definitions.total("").replace("Spring", "Autumn"))
        .expect(200);
    assertThat(board("member").has("recalculation")).isTrue();
  }

  private JsonNode board(String role) {
    return world.as(role, "ann", "GET", "/challenges/spring/board").expect(200).json();
  }

  private UploadId upload(String kind, String name) {
    var order =
        "{\"kind\": \"%s\", \"file_name\": \"%s\", \"size_bytes\": 9}".formatted(kind, name);
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  private List<String> rows(String query) {
    return world
        .ask("GET", "/challenges/spring/board" + query)
        .expect(200)
        .json()
        .path("rows")
        .findValuesAsText("member");
  }

  private void publish(long version, BoardRow... rows) {
    var boards = new Wiring(world.environment).boards();
    var base = boards.published(world.tenant, spring);
    var key = "boards/%s/spring/%d-x.json.gz".formatted(world.tenant, version);
    var next = new PublishedBoard(version, 1, key, AS_OF, rows.length);
    var board = Board.EMPTY.merge(List.of(rows));
    assertThat(boards.publish(world.tenant, spring, base, next, board)).isTrue();
  }

  private static BoardRow[] hundredRows() {
    return IntStream.range(0, 100)
        .mapToObj(i -> row("m%02d".formatted(i), 1_000 - i))
        .toArray(BoardRow[]::new);
  }

  private static BoardRow row(String member, long millionths) {
    var id = new MemberId(member);
    var profile = new BoardRow.ProfileRegister(1, "Name of " + member, Optional.of("Blue"));
    var score = new BoardRow.ScoreRegister(1, true, new Score(millionths), 3);
    return BoardRow.of(id, profile).merge(BoardRow.of(id, score));
  }

  private static BoardRow left(String member) {
    return BoardRow.of(
        new MemberId(member), new BoardRow.ScoreRegister(Versions.NONE + 1, false, Score.ZERO, 0));
  }
}
