package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.DocumentPath.Element;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What an UpdateItem counts for its own size limit: the attributes that it writes, and a few bytes
/// for each action. The figures are no part of the documentation; they were measured on the service
/// and published by the dynamodb-conformance project.
final class MutationSize {
  private static final int UPDATE_BYTES = 3;
  private static final int PUT_BYTES = 19;
  private static final int PUT_INTO_LIST_BYTES = 20;
  private static final int REMOVAL_BYTES = 2;

  private MutationSize() {}

  static int ofActions(Map<DocumentPath, Change> changes) {
    var bytes = UPDATE_BYTES;
    for (var change : changes.entrySet())
      bytes +=
          switch (change.getValue()) {
            case Change.Put _ ->
                change.getKey().elements().getLast() instanceof Element.Index
                    ? PUT_INTO_LIST_BYTES
                    : PUT_BYTES;
            case Change.Removal _ -> REMOVAL_BYTES;
          };
    return bytes;
  }

  static Set<String> writtenAttributes(Map<DocumentPath, Change> changes) {
    var written = new HashSet<String>();
    changes.forEach(
        (path, change) -> {
          if (change instanceof Change.Put) written.add(path.attribute());
        });
    return written;
  }

  static int of(Item item, Set<String> attributes) {
    var bytes = 0;
    for (var name : attributes) {
      var value = item.get(name);
      if (value != null) bytes += Sizes.bytes(name) + Sizes.bytes(value);
    }
    return bytes;
  }
}
