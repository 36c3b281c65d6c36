package groundswell.platform.boards;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.BoardRow.ProfileRegister;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.scoring.Score;
import groundswell.platform.tables.BoardItems;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.PublishedBoards;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PublishingBoards {
  private static final ChallengeId SPRING = new ChallengeId("spring");

  /// The checksum and length at the end of a gzip file (<https://www.rfc-editor.org/rfc/rfc1952>).
  private static final int CHECKSUM_BYTES = 8;

  private static final long MINUTE_MILLIS = 60_000;

  private final TenantId tenant = TestEnvironment.newTenant();
  private final MemoryObjects objects = new MemoryObjects();
  private final S3Boards boards =
      new Wiring(
              TestEnvironment.of(
                  TestClients.of(LocalDynamoDb.client(), objects), Map.of("BUCKET", "bucket")))
          .boards();

  @Test
  void readsBackWhatWasPublished() {
    var board = Board.EMPTY.merge(List.of(row("ann", 5), profileOnly("bob"), scoreOnly("会#1")));

    assertThat(publish(Optional.empty(), 7, board)).isTrue();

    var published = published();
    assertThat(published.version()).isEqualTo(7);
    assertThat(published.definitionVersion()).isEqualTo(3);
    assertThat(published.asOf()).isEqualTo(TestEnvironment.NOW);
    assertThat(published.members()).isEqualTo(2);
    assertThat(published.objectKey()).matches("boards/tenant-\\d+/spring/7-[0-9a-f]{16}.json.gz");
    assertThat(boards.load(published)).contains(board);
  }

  @Test
  void saysThatNoneIsPublished() {
    assertThat(boards.published(tenant, SPRING)).isEmpty();
  }

  @Test
  void refusesTheSlowerOfTwoBuildersOnOneBase() {
    var slow = Board.EMPTY.merge(List.of(row("ann", 5)));
    var fast = Board.EMPTY.merge(List.of(row("bob", 6)));
    publish(Optional.empty(), 7, Board.EMPTY);
    var base = published();

    assertThat(publish(Optional.of(base), 8, fast)).isTrue();
    assertThat(publish(Optional.of(base), 8, slow)).isFalse();
    assertThat(publish(Optional.empty(), 9, slow)).isFalse();

    assertThat(boards.load(published())).contains(fast);
    assertThat(boards.load(base)).contains(Board.EMPTY);
  }

  @Test
  void keepsAHundredThousandRows() {
    var rows = IntStream.range(0, 100_000).mapToObj(i -> row("member-" + i, i)).toList();
    var board = Board.EMPTY.merge(rows);

    publish(Optional.empty(), 7, board);

    assertThat(boards.load(published()).orElseThrow().rows()).isEqualTo(board.rows());
    assertThat(objects.objects().values()).allMatch(content -> content.length < 4_000_000);
  }

  @Test
  void hasNoRowsOfABoardThatCannotBeRead() {
    publish(Optional.empty(), 7, Board.EMPTY.merge(List.of(row("ann", 5))));
    var content = objects.objects().values().iterator().next();

    int rows = content.length - CHECKSUM_BYTES;
    for (int length = 0; length < rows; length++) {
      var cut = Arrays.copyOf(content, length);
      objects.objects().replaceAll((_, _) -> cut);
      assertThat(boards.load(published())).as("%d bytes of it", length).isEmpty();
    }
  }

  @Test
  void hasNoRowsOfABoardThatExpired() {
    publish(Optional.empty(), 7, Board.EMPTY);

    objects.objects().clear();

    assertThat(boards.load(published())).isEmpty();
  }

  @Test
  void changesNoBoardThatWasPublishedEvenWhenTheSameKeyIsDrawnAgain() {
    var settings =
        TestEnvironment.of(
            TestClients.of(LocalDynamoDb.client(), objects), Map.of("BUCKET", "bucket"));
    RandomGenerator alwaysTheSame = () -> 1;
    var unlucky =
        new S3Boards(
            () -> objects,
            "bucket",
            alwaysTheSame,
            new PublishedBoards(new Wiring(settings).programs()));
    var board = Board.EMPTY.merge(List.of(row("ann", 5)));
    var next = new PublishedBoard(7, 3, "", TestEnvironment.NOW, 2);
    unlucky.publish(tenant, SPRING, Optional.empty(), next, board);

    assertThat(unlucky.publish(tenant, SPRING, Optional.empty(), next, Board.EMPTY)).isFalse();

    assertThat(boards.load(published())).contains(board);
  }

  @Test
  void deletesBoardsThatWereSupersededTenMinutesAgo() {
    long now = TestEnvironment.NOW.toEpochMilli();
    long kept = SupersededBoards.KEPT.toMillis();
    publish(Optional.empty(), now - 3 * kept, Board.EMPTY);
    var first = published();
    publish(Optional.of(first), now - 2 * kept, Board.EMPTY);
    var second = published();
    publish(Optional.of(second), now - 1, Board.EMPTY);
    var third = published();

    publish(Optional.of(third), now + MINUTE_MILLIS, Board.EMPTY);

    assertThat(boards.load(first)).isEmpty();
    assertThat(boards.load(second)).as("superseded a minute ago").isPresent();
    assertThat(boards.load(third)).isPresent();
    assertThat(boards.load(published())).isPresent();
  }

  @Test
  void keepsAnOldBoardThatIsSupersededJustNow() {
    long now = TestEnvironment.NOW.toEpochMilli();
    publish(Optional.empty(), now - Duration.ofHours(3).toMillis(), Board.EMPTY);
    var base = published();
    objects.objects().put(leftover(now - Duration.ofHours(1).toMillis()), new byte[0]);

    publish(Optional.of(base), now, Board.EMPTY);

    assertThat(boards.load(base)).isPresent();
  }

  @Test
  void deletesNothingTwiceInAMinute() {
    long now = TestEnvironment.NOW.toEpochMilli() / MINUTE_MILLIS * MINUTE_MILLIS;
    publish(Optional.empty(), now, Board.EMPTY);
    var leftover = leftover(now - 20 * MINUTE_MILLIS);
    objects.objects().put(leftover, new byte[0]);
    objects.objects().put(leftover(now - 15 * MINUTE_MILLIS), new byte[0]);

    publish(Optional.of(published()), now + MINUTE_MILLIS - 1, Board.EMPTY);
    assertThat(objects.objects()).containsKey(leftover);

    publish(Optional.of(published()), now + MINUTE_MILLIS, Board.EMPTY);
    assertThat(objects.objects()).doesNotContainKey(leftover);
  }

  @Test
  void publishesThoughNothingCanBeDeleted() {
    var stuck =
        new MemoryObjects() {
          @Override
          public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            throw S3Exception.builder().statusCode(503).message("Slow Down").build();
          }
        };
    var publisher =
        new Wiring(
                TestEnvironment.of(
                    TestClients.of(LocalDynamoDb.client(), stuck), Map.of("BUCKET", "bucket")))
            .boards();
    var next = new PublishedBoard(7, 3, "", TestEnvironment.NOW, 2);

    assertThat(publisher.publish(tenant, SPRING, Optional.empty(), next, Board.EMPTY)).isTrue();
  }

  @Test
  void tellsTheStreamWhichBoardIsPublished() {
    publish(Optional.empty(), 7, Board.EMPTY);

    var image =
        LocalDynamoDb.client()
            .getItem(
                request ->
                    request
                        .tableName(LocalDynamoDb.PROGRAMS)
                        .key(
                            Map.of(
                                "PK", AttributeValue.fromS("CHALLENGE#" + tenant + "#spring"),
                                "SK", AttributeValue.fromS("BOARD"))))
            .item();

    assertThat(BoardItems.isBoard(Item.of(image))).isTrue();
    assertThat(BoardItems.fromImage(Item.of(image)))
        .isEqualTo(new BoardItems.Image(tenant, SPRING, published()));
  }

  /// The object of a board that was never published.
  private String leftover(long version) {
    return "bucket/boards/%s/spring/%d-0.json.gz".formatted(tenant, version);
  }

  private boolean publish(Optional<PublishedBoard> base, long version, Board board) {
    var next = new PublishedBoard(version, 3, "", TestEnvironment.NOW, 2);
    return boards.publish(tenant, SPRING, base, next, board);
  }

  private PublishedBoard published() {
    return boards.published(tenant, SPRING).orElseThrow();
  }

  private static BoardRow row(String member, int revision) {
    return profileOnly(member)
        .merge(
            BoardRow.of(
                new MemberId(member),
                new ScoreRegister(revision, true, new Score(1_234_567L * revision), 9)));
  }

  private static BoardRow profileOnly(String member) {
    return BoardRow.of(
        new MemberId(member),
        new ProfileRegister(
            4, "Name of " + member, Optional.of(member + "s").filter(t -> t.length() % 2 == 0)));
  }

  private static BoardRow scoreOnly(String member) {
    return BoardRow.of(new MemberId(member), new ScoreRegister(5, false, Score.ZERO, 0));
  }
}
