package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.DocumentPath.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Document paths merged into a tree, with a content at the end of each. A node has names or
/// positions or an end, never two of these, because the paths do not overlap.
final class PathTree<T> {
  private final Map<String, PathTree<T>> names = new LinkedHashMap<>();
  private final SortedMap<Integer, PathTree<T>> positions = new TreeMap<>();
  private @Nullable T end;

  void add(DocumentPath path, T content) {
    var node = this;
    for (var element : path.elements()) node = node.child(element);
    node.end = content;
  }

  Map<String, PathTree<T>> names() {
    return names;
  }

  /// In the order of the list.
  SortedMap<Integer, PathTree<T>> positions() {
    return positions;
  }

  @Nullable T end() {
    return end;
  }

  private PathTree<T> child(Element element) {
    return switch (element) {
      case Element.Name(var name) -> names.computeIfAbsent(name, _ -> new PathTree<>());
      case Element.Index(var position) ->
          positions.computeIfAbsent(position, _ -> new PathTree<>());
    };
  }
}
