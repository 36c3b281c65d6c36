package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Ledgers as items of the Programs table. The granter owns the attributes named here. The notifier
/// keeps its own in the same item, and every writer sets [#WRITER].
public final class LedgerItems {
  /// The last writer of the item.
  public static final String WRITER = "w";

  /// [#WRITER] after a judgement; writes of others move nothing downstream.
  public static final String GRANTER = "g";

  static final String ENTRIES = "e";

  private static final String GRANTED = "g";
  private static final String POINTS = "p";
  private static final String CHANGES = "c";

  private LedgerItems() {}

  /// Whether an item of the Programs table is a ledger.
  public static boolean isLedger(Map<String, AttributeValue> key) {
    return Item.of(key).partitionKey().startsWith(Keys.REWARDS);
  }

  /// @throws RuntimeException if the image is not a valid ledger
  public static Image fromImage(Map<String, AttributeValue> image) {
    var item = Item.of(image);
    var parts = Keys.parts(item.partitionKey(), Keys.REWARDS, 3);
    return new Image(
        new TenantId(parts.get(1)),
        new MemberId(parts.get(2)),
        new ChallengeId(item.sortKey()),
        ledger(item),
        item.lane(),
        item.text(WRITER).equals(GRANTER));
  }

  public static Map<String, AttributeValue> key(
      TenantId tenant, MemberId member, ChallengeId challenge) {
    return Item.key(Keys.rewards(tenant, member), challenge.value());
  }

  static Ledger ledger(Item item) {
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    item.map(ENTRIES).forEach((id, value) -> entries.put(new RewardId(id), entry(value)));
    return new Ledger(item.number(Item.VERSION), entries);
  }

  static AttributeValue entries(Ledger ledger) {
    var entries = new HashMap<String, AttributeValue>();
    ledger.entries().forEach((id, entry) -> entries.put(id.value(), value(entry)));
    return AttributeValue.fromM(entries);
  }

  /// How often a reward changed in a ledger's item; 0 without an entry or an item.
  static int changes(Map<String, AttributeValue> ledger, RewardId reward) {
    var entries = ledger.get(ENTRIES);
    var entry = entries == null ? null : entries.m().get(reward.value());
    return entry == null ? 0 : Item.of(entry.m()).smallNumber(CHANGES);
  }

  private static AttributeValue value(Ledger.Entry entry) {
    return AttributeValue.fromM(
        Map.of(
            GRANTED, AttributeValue.fromBool(entry.granted()),
            POINTS, Item.number(entry.points()),
            CHANGES, Item.number(entry.changes())));
  }

  private static Ledger.Entry entry(AttributeValue value) {
    var entry = Item.of(value.m());
    return new Ledger.Entry(entry.flag(GRANTED), entry.number(POINTS), entry.smallNumber(CHANGES));
  }

  /// @param judged whether the last write judged the ledger; if not, it moved nothing downstream
  public record Image(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      Ledger ledger,
      Lane lane,
      boolean judged) {}
}
