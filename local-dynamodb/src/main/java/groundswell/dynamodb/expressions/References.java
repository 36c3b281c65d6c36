package groundswell.dynamodb.expressions;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which attributes an expression mentions.
///
/// @param attributes all of them
/// @param nested those that it looks inside, by `.` or `[]`
public record References(Set<String> attributes, Set<String> nested) {
  static References to(Collection<DocumentPath> paths) {
    var attributes = new LinkedHashSet<String>();
    var nested = new LinkedHashSet<String>();
    for (var path : paths) {
      attributes.add(path.attribute());
      if (path.isNested()) nested.add(path.attribute());
    }
    return new References(attributes, nested);
  }
}
