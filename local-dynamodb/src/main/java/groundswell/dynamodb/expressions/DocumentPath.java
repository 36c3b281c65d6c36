package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.OperandSyntax.Step;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The place of a value in an item: an attribute, then elements of maps and lists.
///
/// developerguide/Expressions.Attributes.html
///
/// @param elements at least one; the first is a name
record DocumentPath(List<Element> elements) {
  /// developerguide/Constraints.html, "Nested attribute depth"
  private static final int ELEMENTS_MAX = 32;

  sealed interface Element {
    record Name(String name) implements Element {
      @Override
      public String toString() {
        return name;
      }
    }

    record Index(int position) implements Element {
      @Override
      public String toString() {
        return "[" + position + "]";
      }
    }
  }

  DocumentPath {
    elements = List.copyOf(elements);
  }

  static DocumentPath of(OperandSyntax.Path path, Placeholders placeholders) {
    var elements = path.steps().stream().map(step -> element(step, placeholders)).toList();
    if (elements.size() > ELEMENTS_MAX)
      throw new InvalidExpression(
          "The document path has too many nesting levels; nesting levels: " + elements.size());
    return new DocumentPath(elements);
  }

  private static Element element(Step step, Placeholders placeholders) {
    return switch (step) {
      case Step.Name(var name) -> new Element.Name(name);
      case Step.NameReference(var reference) -> new Element.Name(placeholders.name(reference));
      case Step.Index index -> new Element.Index(index.position());
    };
  }

  String attribute() {
    return elements.getFirst().toString();
  }

  boolean isNested() {
    return elements.size() > 1;
  }

  /// @return null if the item has no value there
  @Nullable Value find(Item item) {
    var value = item.get(attribute());
    for (var element : elements.subList(1, elements.size())) {
      if (value == null) return null;
      value = child(value, element);
    }
    return value;
  }

  private static @Nullable Value child(Value parent, Element element) {
    return switch (element) {
      case Element.Name(var name) ->
          parent instanceof Value.MapOf(var attributes) ? attributes.get(name) : null;
      case Element.Index(var position) ->
          parent instanceof Value.ListOf(var elements) && position < elements.size()
              ? elements.get(position)
              : null;
    };
  }

  /// Refuses paths that conflict within one projection or update: one leads through the other, or
  /// they treat one value as both a map and a list.
  static void requireApart(List<DocumentPath> paths) {
    for (var second = 1; second < paths.size(); second++) {
      for (var first = 0; first < second; first++)
        paths.get(first).requireApartFrom(paths.get(second));
    }
  }

  private void requireApartFrom(DocumentPath other) {
    var common = Math.min(elements.size(), other.elements.size());
    for (var at = 0; at < common; at++) {
      var mine = elements.get(at);
      var others = other.elements.get(at);
      if (mine.getClass() != others.getClass()) throw clash("conflict", other);
      if (!mine.equals(others)) return;
    }
    throw clash("overlap", other);
  }

  private InvalidExpression clash(String kind, DocumentPath other) {
    return new InvalidExpression(
        "Two document paths %s with each other; must remove or rewrite one of these paths; path one: %s, path two: %s"
            .formatted(kind, this, other));
  }

  @Override
  public String toString() {
    return elements.stream().map(Element::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
