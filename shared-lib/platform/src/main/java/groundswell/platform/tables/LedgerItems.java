package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import java.util.TreeMap;

/// Ledgers as items of the Programs table. The granter owns the attributes named here. The notifier
/// keeps its own in the same item, and every writer sets [#WRITER].
public final class LedgerItems {
  /// The last writer of the item.
  static final String WRITER = "w";

  /// [#WRITER] after a judgement; writes of others move nothing downstream.
  static final String GRANTER = "g";

  static final String ENTRIES = "e";

  /// How often an entry has changed.
  static final String CHANGES = "c";

  private static final String GRANTED = "g";
  private static final String POINTS = "p";

  private LedgerItems() {}

  /// Whether an item of the Programs table is a ledger.
  public static boolean isLedger(Item item) {
    return item.partitionKey().startsWith(Keys.REWARDS);
  }

  /// @throws RuntimeException if the image is not a valid ledger
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.REWARDS, 3);
    return new Image(
        new TenantId(parts.get(1)),
        new MemberId(parts.get(2)),
        new ChallengeId(item.sortKey()),
        ledger(item),
        item.lane(),
        item.text(WRITER).equals(GRANTER));
  }

  static Key key(TenantId tenant, MemberId member, ChallengeId challenge) {
    return new Key(Keys.rewards(tenant, member), challenge.value());
  }

  static Ledger ledger(Item item) {
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    var stored = item.map(ENTRIES);
    stored.names().forEach(id -> entries.put(new RewardId(id), entry(stored.map(id))));
    return new Ledger(item.number(Item.VERSION), entries);
  }

  static Item entries(Ledger ledger) {
    var entries = Item.empty();
    ledger.entries().forEach((id, entry) -> entries.with(id.value(), map(entry)));
    return entries;
  }

  /// How often a reward changed in a ledger's item; 0 without an entry or an item.
  static int changes(Item ledger, RewardId reward) {
    return ledger
        .mapIfPresent(ENTRIES)
        .flatMap(entries -> entries.mapIfPresent(reward.value()))
        .map(entry -> entry.smallNumber(CHANGES))
        .orElse(0);
  }

  private static Item map(Ledger.Entry entry) {
    return Item.empty()
        .with(GRANTED, entry.granted())
        .with(POINTS, entry.points())
        .with(CHANGES, entry.changes());
  }

  private static Ledger.Entry entry(Item entry) {
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
