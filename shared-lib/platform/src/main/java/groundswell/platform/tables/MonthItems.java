package groundswell.platform.tables;

import groundswell.domain.activity.MergeStamp;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.List;

/// Activity months as items of the Users table.
public final class MonthItems {
  private static final String VALUE_VERSION = "vv";
  private static final String ENTRIES = "e";
  private static final String STAMP = "s";

  private MonthItems() {}

  /// Whether an item of the Users table is an activity month.
  public static boolean isMonth(Item item) {
    return item.sortKey().startsWith(Keys.ACTIVITY);
  }

  /// @throws RuntimeException if the image is not a valid month
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.MEMBER, 3);
    var key = Keys.monthKey(new MemberId(parts.get(2)), item.sortKey());
    var stored =
        new StoredMonth(
            PackedMonth.unpack(key.month(), item.bytes(ENTRIES)),
            item.number(Item.VERSION),
            item.number(VALUE_VERSION),
            item.lane(),
            item.textIfPresent(Item.UPLOAD).map(UploadId::new),
            item.textIfPresent(STAMP).map(MonthItems::stamp));
    return new Image(new TenantId(parts.get(1)), key, stored);
  }

  static Key key(TenantId tenant, MonthKey key) {
    return new Key(Keys.member(tenant, key.member()), Keys.activity(key));
  }

  static Item item(TenantId tenant, MonthKey key, StoredMonth month) {
    var item =
        Item.at(key(tenant, key))
            .with(ENTRIES, PackedMonth.pack(key.month(), month.month()))
            .with(Item.VERSION, month.version())
            .with(VALUE_VERSION, month.valueVersion())
            .with(Item.LANE, month.lane());
    month.upload().ifPresent(upload -> item.with(Item.UPLOAD, upload.value()));
    month.stamp().ifPresent(stamp -> item.with(STAMP, text(stamp)));
    return item;
  }

  private static String text(MergeStamp stamp) {
    return "%s %d %d %d %d"
        .formatted(
            stamp.upload(),
            stamp.partition(),
            stamp.accepted(),
            stamp.unchanged(),
            stamp.notCounting());
  }

  private static MergeStamp stamp(String text) {
    var parts = List.of(text.split(" ", -1));
    return new MergeStamp(
        new UploadId(parts.get(0)),
        Integer.parseInt(parts.get(1)),
        Integer.parseInt(parts.get(2)),
        Integer.parseInt(parts.get(3)),
        Integer.parseInt(parts.get(4)));
  }

  public record Image(TenantId tenant, MonthKey key, StoredMonth month) {}
}
