package groundswell.platform.uploads;

import groundswell.domain.files.FileRefused.Choice;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;

/// The item with the remarks on an upload, beside its results.
final class RemarksItem {
  private static final String SORT_KEY = "REMARKS";
  private static final String NOTES = "n";
  private static final String CHOICES = "c";
  private static final String MAPPING = "m";
  private static final String MEANS = "t";
  private static final String DIFFERING = "d";

  private RemarksItem() {}

  static Key key(TenantId tenant, UploadId upload) {
    return new Key(UploadItems.partition(tenant, upload), SORT_KEY);
  }

  static Item of(TenantId tenant, UploadId upload, Remarks remarks) {
    return Item.at(key(tenant, upload))
        .withTexts(NOTES, remarks.notes())
        .withMaps(CHOICES, remarks.choices().stream().map(RemarksItem::write).toList())
        .with(DIFFERING, remarks.differing());
  }

  static Remarks read(Item item) {
    return new Remarks(
        item.texts(NOTES),
        item.maps(CHOICES).stream().map(RemarksItem::choice).toList(),
        item.number(DIFFERING));
  }

  private static Item write(Choice choice) {
    return Item.empty().with(MAPPING, choice.mapping()).with(MEANS, choice.means());
  }

  private static Choice choice(Item item) {
    return new Choice(item.text(MAPPING), item.text(MEANS));
  }
}
