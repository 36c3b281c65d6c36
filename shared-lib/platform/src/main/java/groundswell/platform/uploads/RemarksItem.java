package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;

/// The item with the remarks on an upload, beside its results.
final class RemarksItem {
  private static final String SORT_KEY = "REMARKS";
  private static final String NOTES = "n";
  private static final String DIFFERING = "d";

  private RemarksItem() {}

  static Key key(TenantId tenant, UploadId upload) {
    return new Key(UploadItems.partition(tenant, upload), SORT_KEY);
  }

  static Item of(TenantId tenant, UploadId upload, Remarks remarks) {
    return Item.at(key(tenant, upload))
        .withTexts(NOTES, remarks.notes())
        .with(DIFFERING, remarks.differing());
  }

  static Remarks read(Item item) {
    return new Remarks(item.texts(NOTES), item.number(DIFFERING));
  }
}
