package groundswell.platform.tables;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.TermsCodec;

/// Challenges as items of the Programs table.
public final class ChallengeItems {
  private static final String TERMS = "d";
  private static final String SHARDS = "h";

  private ChallengeItems() {}

  /// Whether an item of the Programs table is a challenge's definition.
  public static boolean isDefinition(Item item) {
    return item.sortKey().equals(Keys.DEFINITION)
        && item.partitionKey().startsWith(Keys.CHALLENGE + "#");
  }

  /// @throws RuntimeException if the image is not a valid definition
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.CHALLENGE, 3);
    return new Image(
        new TenantId(parts.get(1)),
        new Challenge(
            new ChallengeId(parts.get(2)),
            TermsCodec.decode(JsonObject.parse(item.text(TERMS))),
            item.smallNumber(SHARDS),
            item.number(Item.VERSION)));
  }

  static Key key(TenantId tenant, ChallengeId id) {
    return new Key(Keys.challenge(tenant, id), Keys.DEFINITION);
  }

  static Item item(TenantId tenant, Challenge challenge) {
    return Item.at(key(tenant, challenge.id()))
        .with(TERMS, TermsCodec.encode(challenge.terms()))
        .with(SHARDS, challenge.shards())
        .with(Item.VERSION, challenge.version());
  }

  public record Image(TenantId tenant, Challenge challenge) {}
}
