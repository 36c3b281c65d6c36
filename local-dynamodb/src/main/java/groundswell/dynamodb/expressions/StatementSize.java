package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.DocumentPath.Element;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many bytes an UpdateItem's statement counts towards the service's limit: its paths, its
/// values each time they are used, and some bytes per action and function. The figures are not
/// documented; the dynamodb-conformance project measured them on the service and published them.
final class StatementSize {
  private static final int UPDATE_BYTES = 3;
  private static final int PUT_BYTES = 19;
  private static final int REMOVAL_BYTES = 1;
  private static final int TARGET_ELEMENT_BYTES = 4;
  private static final int OPERAND_BYTES = 1;
  private static final int OPERAND_ELEMENT_BYTES = 14;
  private static final int SUM_BYTES = 34;
  private static final int DIFFERENCE_BYTES = 37;
  private static final int IF_NOT_EXISTS_BYTES = 39;
  private static final int LIST_APPEND_BYTES = 37;

  private int bytes = UPDATE_BYTES;

  /// When a set is added to another, only its new members count.
  private final Map<DocumentPath, Value> addedSets = new LinkedHashMap<>(0);

  void put(DocumentPath target) {
    bytes += PUT_BYTES + target(target);
  }

  void removal(DocumentPath target) {
    bytes += REMOVAL_BYTES + target(target);
  }

  void operand(DocumentPath path) {
    bytes += OPERAND_BYTES;
    for (var element : path.elements()) bytes += OPERAND_ELEMENT_BYTES + bytes(element);
  }

  void operand(Value value) {
    bytes += Sizes.bytes(value);
  }

  void addition(DocumentPath target, Value addend) {
    put(target);
    if (addend instanceof Value.Numeric) operand(addend);
    else addedSets.put(target, addend);
  }

  void sum() {
    bytes += SUM_BYTES;
  }

  void difference() {
    bytes += DIFFERENCE_BYTES;
  }

  void ifNotExists() {
    bytes += IF_NOT_EXISTS_BYTES;
  }

  void listAppend() {
    bytes += LIST_APPEND_BYTES;
  }

  int bytes(Item before) {
    var total = bytes;
    for (var added : addedSets.entrySet())
      total += newBytes(added.getKey().find(before), added.getValue());
    return total;
  }

  private static int newBytes(@Nullable Value set, Value addend) {
    if (set == null || set.type() != addend.type()) return Sizes.bytes(addend);
    var members = Sets.difference(addend, set);
    return members == null ? 0 : Sizes.bytes(members);
  }

  private static int target(DocumentPath path) {
    var bytes = 0;
    for (var element : path.elements()) bytes += TARGET_ELEMENT_BYTES + bytes(element);
    return bytes - TARGET_ELEMENT_BYTES;
  }

  private static int bytes(Element element) {
    return switch (element) {
      case Element.Name(var name) -> Sizes.bytes(name);
      case Element.Index(var position) -> Integer.toString(position).length();
    };
  }
}
