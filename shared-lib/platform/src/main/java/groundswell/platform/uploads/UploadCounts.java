package groundswell.platform.uploads;

import groundswell.domain.activity.Reversal;
import groundswell.domain.uploads.RowCounts;
import groundswell.platform.tables.Item;

/// What became of rows, as attributes of the items of uploads and of their partitions.
final class UploadCounts {
  private static final String ACCEPTED = "ra";
  private static final String UNCHANGED = "ru";
  private static final String SUPERSEDED = "rs";
  static final String REJECTED = "rr";
  private static final String NOT_COUNTING = "rl";
  private static final String NOT_ENROLLED = "re";
  private static final String NOT_KEPT = "rn";
  private static final String LEFT = "rv";
  private static final String REMOVED = "br";
  private static final String RESTORED = "bs";
  private static final String STAYED = "bt";

  private UploadCounts() {}

  static Item with(Item item, RowCounts counts) {
    return item.with(ACCEPTED, counts.accepted())
        .with(UNCHANGED, counts.unchanged())
        .with(SUPERSEDED, counts.superseded())
        .with(REJECTED, counts.rejected())
        .with(NOT_COUNTING, counts.notCounting())
        .with(NOT_ENROLLED, counts.notEnrolled())
        .with(NOT_KEPT, counts.notKept())
        .with(LEFT, counts.left());
  }

  static Item with(Item item, Reversal counts) {
    return item.with(REMOVED, counts.removed())
        .with(RESTORED, counts.restored())
        .with(STAYED, counts.stayed());
  }

  static Reversal reversal(Item item) {
    return new Reversal(item.number(REMOVED), item.number(RESTORED), item.number(STAYED));
  }

  static RowCounts counts(Item item) {
    return new RowCounts(
        item.number(ACCEPTED),
        item.number(UNCHANGED),
        item.number(SUPERSEDED),
        item.number(REJECTED),
        item.number(NOT_COUNTING),
        item.number(NOT_ENROLLED),
        item.number(NOT_KEPT),
        item.number(LEFT));
  }
}
