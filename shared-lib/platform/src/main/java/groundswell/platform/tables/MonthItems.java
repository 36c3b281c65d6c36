package groundswell.platform.tables;

import groundswell.domain.activity.Fates;
import groundswell.domain.activity.MergeStamp;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.RevertStamp;
import groundswell.domain.activity.Stamp;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.List;
import java.util.StringJoiner;

/// Activity months as items of the Users table.
public final class MonthItems {
  private static final String VALUE_VERSION = "vv";
  private static final String ENTRIES = "e";
  private static final String STAMP = "s";
  private static final String MERGED = "m";
  private static final String REVERTED = "r";

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
            .with(ENTRIES, PackedMonth.pack(key.month(), month.registers()))
            .with(Item.VERSION, month.version())
            .with(VALUE_VERSION, month.valueVersion())
            .with(Item.LANE, month.lane());
    month.upload().ifPresent(upload -> item.with(Item.UPLOAD, upload.value()));
    month.stamp().ifPresent(stamp -> item.with(STAMP, text(stamp)));
    return item;
  }

  private static String text(Stamp stamp) {
    return switch (stamp) {
      case MergeStamp(var upload, int partition, var fates) ->
          text(MERGED, upload, partition, fates.letters());
      case RevertStamp(var upload, int partition, var counts) ->
          text(REVERTED, upload, partition, counts.removed(), counts.restored(), counts.stayed());
    };
  }

  private static String text(String kind, UploadId upload, int partition, Object... rest) {
    var text = new StringJoiner(" ").add(kind).add(upload.value()).add(String.valueOf(partition));
    for (var each : rest) text.add(each.toString());
    return text.toString();
  }

  private static Stamp stamp(String text) {
    var parts = List.of(text.split(" ", -1));
    var upload = new UploadId(parts.get(1));
    int partition = Integer.parseInt(parts.get(2));
    return switch (parts.getFirst()) {
      case MERGED -> new MergeStamp(upload, partition, Fates.ofLetters(parts.get(3)));
      case REVERTED -> {
        var counts = parts.stream().skip(3).mapToLong(Long::parseLong).toArray();
        yield new RevertStamp(upload, partition, new Reversal(counts[0], counts[1], counts[2]));
      }
      case String other -> throw new IllegalStateException("unknown stamp " + other);
    };
  }

  public record Image(TenantId tenant, MonthKey key, StoredMonth month) {}
}
