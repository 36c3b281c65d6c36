package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An update with its placeholders replaced. All actions read the item as it was before.
///
/// developerguide/Expressions.UpdateExpressions.html
public final class Update {
  private final PathTree<Change> tree = new PathTree<>();
  private final Projection touched;
  private final StatementSize size;

  Update(Map<DocumentPath, Change> changes, StatementSize size) {
    this.size = size;
    changes.forEach(tree::add);
    touched = new Projection(List.copyOf(changes.keySet()));
  }

  /// What the service counts for the update itself, besides the resulting item.
  public int statementBytes(Item before) {
    return size.bytes(before);
  }

  /// Updates an item.
  ///
  /// @throws InvalidExpression if the item lacks what an action reads or holds it in the wrong
  ///     type, or if a path leads through something that is not a map or list
  /// @throws groundswell.dynamodb.values.InvalidValue if a sum cannot be stored
  public Result apply(Item before) {
    return apply(before, false);
  }

  /// Creates an item that does not exist yet. Removals have nothing to remove.
  ///
  /// @param key the attributes that the item starts with
  /// @return empty if the update only removes: then it creates nothing
  /// @throws InvalidExpression as [#apply]
  public Optional<Result> create(Item key) {
    return Editor.removesOnly(tree) ? Optional.empty() : Optional.of(apply(key, true));
  }

  public References references() {
    return touched.references();
  }

  /// The result of an update.
  public static final class Result {
    private final Item before;
    private final Item item;
    private final Projection touched;

    Result(Item before, Item item, Projection touched) {
      this.before = before;
      this.item = item;
      this.touched = touched;
    }

    public Item item() {
      return item;
    }

    /// The updated parts before the update.
    public Item updatedOld() {
      return touched.of(before);
    }

    /// The updated parts after the update.
    public Item updatedNew() {
      return touched.of(item);
    }
  }

  private Result apply(Item before, boolean isNew) {
    var after = new Editor(before, isNew).attributes(tree, before.attributes());
    return new Result(before, new Item(after), touched);
  }

  /// Walks the paths of the update and the item side by side.
  private record Editor(Item before, boolean isNew) {
    Map<String, Value> attributes(PathTree<Change> node, Map<String, Value> attributes) {
      var edited = new LinkedHashMap<>(attributes);
      node.names()
          .forEach(
              (name, child) -> {
                var value = edit(child, attributes.get(name));
                if (value == null) edited.remove(name);
                else edited.put(name, value);
              });
      return edited;
    }

    private @Nullable Value edit(PathTree<Change> node, @Nullable Value value) {
      var change = node.end();
      if (change != null) return change.after(before);
      if (value instanceof Value.MapOf(var attributes) && node.positions().isEmpty())
        return new Value.MapOf(attributes(node, attributes));
      if (value instanceof Value.ListOf(var elements) && node.names().isEmpty())
        return new Value.ListOf(elements(node, elements));
      if (value == null && isNew && removesOnly(node)) return null;
      throw new InvalidExpression(
          "The document path provided in the update expression is invalid for update");
    }

    /// Positions are those before the update. Elements beyond the end are appended.
    private List<Value> elements(PathTree<Change> node, List<Value> elements) {
      var edited = new ArrayList<@Nullable Value>(elements);
      node.positions()
          .forEach(
              (position, child) -> {
                if (position < elements.size())
                  edited.set(position, edit(child, elements.get(position)));
                else edited.add(edit(child, null));
              });
      return edited.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    static boolean removesOnly(PathTree<Change> node) {
      if (node.end() != null) return node.end() instanceof Change.Removal;
      return node.names().values().stream().allMatch(Editor::removesOnly)
          && node.positions().values().stream().allMatch(Editor::removesOnly);
    }
  }
}
