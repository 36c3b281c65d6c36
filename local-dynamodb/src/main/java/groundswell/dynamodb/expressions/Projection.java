package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parts of an item that a reader asks for.
///
/// developerguide/Expressions.ProjectionExpressions.html
public final class Projection {
  private final PathTree<Boolean> tree = new PathTree<>();
  private final References references;

  Projection(List<DocumentPath> paths) {
    for (var path : paths) tree.add(path, true);
    references = References.to(paths);
  }

  /// The requested parts that the item has, in their place. List elements close up and keep their
  /// order.
  public Item of(Item item) {
    return new Item(parts(tree, item.attributes()));
  }

  public References references() {
    return references;
  }

  private static Map<String, Value> parts(PathTree<Boolean> node, Map<String, Value> attributes) {
    var parts = new LinkedHashMap<String, Value>();
    node.names()
        .forEach(
            (name, child) -> {
              var part = part(child, attributes.get(name));
              if (part != null) parts.put(name, part);
            });
    return parts;
  }

  private static @Nullable Value part(PathTree<Boolean> node, @Nullable Value value) {
    if (node.end() != null) return value;
    if (value instanceof Value.MapOf(var attributes)) {
      var parts = parts(node, attributes);
      return parts.isEmpty() ? null : new Value.MapOf(parts);
    }
    if (value instanceof Value.ListOf(var elements)) {
      var parts = parts(node, elements);
      return parts.isEmpty() ? null : new Value.ListOf(parts);
    }
    return null;
  }

  private static List<Value> parts(PathTree<Boolean> node, List<Value> elements) {
    var parts = new ArrayList<Value>();
    node.positions()
        .headMap(elements.size())
        .forEach(
            (position, child) -> {
              var part = part(child, elements.get(position));
              if (part != null) parts.add(part);
            });
    return parts;
  }
}
