package groundswell.platform.uploads;

import groundswell.domain.files.FileRefused.Choice;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.platform.tables.Item;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item with the remarks on an upload, beside its results.
final class RemarksItem {
  private static final String SORT_KEY = "REMARKS";
  private static final String NOTES = "n";
  private static final String CHOICES = "c";
  private static final String MAPPING = "m";
  private static final String MEANS = "t";
  private static final String DIFFERING = "d";

  private RemarksItem() {}

  static Map<String, AttributeValue> key(TenantId tenant, UploadId upload) {
    return Item.key(UploadItems.partition(tenant, upload), SORT_KEY);
  }

  static Item of(TenantId tenant, UploadId upload, Remarks remarks) {
    var notes = remarks.notes().stream().map(AttributeValue::fromS).toList();
    var choices = remarks.choices().stream().map(RemarksItem::write).toList();
    return Item.at(UploadItems.partition(tenant, upload), SORT_KEY)
        .with(NOTES, AttributeValue.fromL(notes))
        .with(CHOICES, AttributeValue.fromL(choices))
        .with(DIFFERING, remarks.differing());
  }

  static Remarks read(Map<String, AttributeValue> item) {
    return new Remarks(
        list(item, NOTES).stream().map(AttributeValue::s).toList(),
        list(item, CHOICES).stream().map(value -> choice(value.m())).toList(),
        Item.of(item).number(DIFFERING));
  }

  private static AttributeValue write(Choice choice) {
    return AttributeValue.fromM(
        Map.of(
            MAPPING, AttributeValue.fromS(choice.mapping()),
            MEANS, AttributeValue.fromS(choice.means())));
  }

  private static Choice choice(Map<String, AttributeValue> attributes) {
    var choice = Item.of(attributes);
    return new Choice(choice.text(MAPPING), choice.text(MEANS));
  }

  private static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null ? List.of() : value.l();
  }
}
