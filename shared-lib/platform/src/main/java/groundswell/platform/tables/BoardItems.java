package groundswell.platform.tables;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.PublishedBoard;
import java.time.Instant;

/// Published boards as items of the Programs table; their rows are objects in the bucket.
public final class BoardItems {
  private static final String DEFINITION_VERSION = "r";
  private static final String OBJECT_KEY = "k";
  private static final String AS_OF = "a";
  private static final String MEMBERS = "m";

  private BoardItems() {}

  /// Whether an item of the Programs table is a published board.
  public static boolean isBoard(Item item) {
    return item.sortKey().equals(Keys.BOARD)
        && item.partitionKey().startsWith(Keys.CHALLENGE + "#");
  }

  /// @throws RuntimeException if the image is not a valid board
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.CHALLENGE, 3);
    return new Image(
        new TenantId(parts.get(1)),
        new ChallengeId(parts.get(2)),
        new PublishedBoard(
            item.number(Item.VERSION),
            item.number(DEFINITION_VERSION),
            item.text(OBJECT_KEY),
            Instant.parse(item.text(AS_OF)),
            item.smallNumber(MEMBERS)));
  }

  static Key key(TenantId tenant, ChallengeId challenge) {
    return new Key(Keys.challenge(tenant, challenge), Keys.BOARD);
  }

  static Item item(TenantId tenant, ChallengeId challenge, PublishedBoard board) {
    return Item.at(key(tenant, challenge))
        .with(Item.VERSION, board.version())
        .with(DEFINITION_VERSION, board.definitionVersion())
        .with(OBJECT_KEY, board.objectKey())
        .with(AS_OF, board.asOf().toString())
        .with(MEMBERS, board.members());
  }

  public record Image(TenantId tenant, ChallengeId challenge, PublishedBoard board) {}
}
