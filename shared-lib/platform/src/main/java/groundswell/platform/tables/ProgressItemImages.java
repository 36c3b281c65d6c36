package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.VersionedPartial;
import java.time.YearMonth;
import java.util.TreeMap;

/// Progress as items of the Programs table. Each month's partial is an attribute of its own, named
/// `{metric}#{month}`; no other name contains `#`.
public final class ProgressItemImages {
  static final String RULE_VERSION = "r";
  static final String ENROLMENT_VERSION = "e";
  static final String JOINED = "j";

  private static final String SEPARATOR = "#";

  private ProgressItemImages() {}

  /// Whether an item of the Programs table is a member's progress.
  public static boolean isProgress(Item item) {
    return item.partitionKey().startsWith(Keys.PROGRESS);
  }

  /// @throws RuntimeException if the image is not a valid progress item
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.PROGRESS, 4);
    return new Image(
        new TenantId(parts.get(1)),
        new ChallengeId(parts.get(2)),
        new MemberId(item.sortKey()),
        progress(item),
        item.lane());
  }

  static Item item(Key key, Progress progress, Lane lane) {
    var item =
        Item.at(key)
            .with(RULE_VERSION, progress.ruleVersion())
            .with(ENROLMENT_VERSION, progress.enrolmentVersion())
            .with(JOINED, progress.joined())
            .with(Item.VERSION, progress.revision())
            .with(Item.LANE, lane);
    progress
        .partials()
        .forEach((month, partial) -> item.with(attributeOf(month), PackedPartial.pack(partial)));
    return item;
  }

  static Progress progress(Item item) {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    item.names()
        .forEach(
            name -> {
              int separator = name.indexOf(SEPARATOR);
              if (separator > 0)
                partials.put(keyOf(name, separator), PackedPartial.unpack(item.bytes(name)));
            });
    return new Progress(
        item.number(RULE_VERSION),
        item.number(ENROLMENT_VERSION),
        item.flag(JOINED),
        item.number(Item.VERSION),
        partials);
  }

  static String attributeOf(PartialKey key) {
    return key.metric().value() + SEPARATOR + key.month();
  }

  private static PartialKey keyOf(String attribute, int separator) {
    return new PartialKey(
        new MetricId(attribute.substring(0, separator)),
        YearMonth.parse(attribute.substring(separator + 1)));
  }

  public record Image(
      TenantId tenant, ChallengeId challenge, MemberId member, Progress progress, Lane lane) {}
}
