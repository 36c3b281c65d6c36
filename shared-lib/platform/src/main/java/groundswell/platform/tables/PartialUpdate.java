package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress.PartialWrite;
import groundswell.domain.scoring.VersionedPartial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes some months' partials into a progress item without reading it, on condition that the item
/// has the same rule and enrolment, and a lower value version of each month, or none.
record PartialUpdate(
    String update,
    String condition,
    Map<String, String> names,
    Map<String, AttributeValue> values) {
  /// The most months of one update. An expression has at most 4 KB and 300 operators
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>).
  static final int MONTHS_MAX = 40;

  static PartialUpdate of(
      PartialWrite write, List<Map.Entry<PartialKey, VersionedPartial>> months, Lane lane) {
    var names = new HashMap<String, String>();
    names.put("#rule", ProgressItemImages.RULE_VERSION);
    names.put("#enrolment", ProgressItemImages.ENROLMENT_VERSION);
    names.put("#joined", ProgressItemImages.JOINED);
    names.put("#revision", Item.VERSION);
    names.put("#lane", Item.LANE);
    var values = new HashMap<String, AttributeValue>();
    values.put(":rule", Item.number(write.ruleVersion()));
    values.put(":enrolment", Item.number(write.enrolmentVersion()));
    values.put(":joined", AttributeValue.fromBool(true));
    values.put(":one", Item.number(1));
    values.put(":lane", AttributeValue.fromS(Item.text(lane)));
    var update = new StringBuilder("SET #revision = #revision + :one, #lane = :lane");
    var condition =
        new StringBuilder("#rule = :rule AND #enrolment = :enrolment AND #joined = :joined");
    for (int i = 0; i < months.size(); i++) {
      var partial = months.get(i).getValue();
      names.put("#p" + i, ProgressItemImages.attributeOf(months.get(i).getKey()));
      values.put(":p" + i, binary(PackedPartial.pack(partial)));
      values.put(":f" + i, binary(PackedPartial.floor(partial.valueVersion())));
      update.append(", #p").append(i).append(" = :p").append(i);
      condition.append(" AND (attribute_not_exists(#p").append(i).append(") OR #p").append(i);
      condition.append(" < :f").append(i).append(')');
    }
    return new PartialUpdate(update.toString(), condition.toString(), names, values);
  }

  private static AttributeValue binary(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }
}
