package groundswell.structure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A value in the template.
sealed interface Property {
  Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)[.}]");

  record Fields(Map<String, Property> fields) implements Property {}

  record Items(List<Property> items) implements Property {}

  /// A figure of the section `Mappings`.
  ///
  /// @param keys the mapping, its row and its column
  record FindInMap(List<Property> keys) implements Property {}

  /// @param intrinsic `Ref`, `GetAtt` or `Sub`, as the short form has it
  record Text(String text, Optional<String> intrinsic) implements Property {}

  /// A value that is missing.
  record Missing(String path) implements Property {}

  default Property at(String... path) {
    Property found = this;
    for (var name : path) {
      found = found.fields().getOrDefault(name, new Missing(String.join(".", path)));
    }
    return found;
  }

  default Map<String, Property> fields() {
    return this instanceof Fields(var fields) ? fields : Map.of();
  }

  /// The items of a list; one value stands for a list of one.
  default List<Property> items() {
    return switch (this) {
      case Items(var items) -> items;
      case FindInMap figure -> List.of(figure);
      case Text text -> List.of(text);
      case Fields fields -> List.of(fields);
      case Missing _ -> List.of();
    };
  }

  default String text() {
    if (this instanceof Text(var text, var _)) return text;
    throw new IllegalStateException("not a text: " + this);
  }

  default boolean missing() {
    return this instanceof Missing;
  }

  default boolean is(String expected) {
    return this instanceof Text(var text, var _) && text.equals(expected);
  }

  /// The logical id that a `Ref` or `GetAtt` names.
  default Optional<String> reference() {
    return this instanceof Text(var text, var intrinsic)
            && intrinsic.filter(name -> !name.equals("Sub")).isPresent()
        ? Optional.of(text.replaceFirst("[.].*", ""))
        : Optional.empty();
  }

  /// The logical ids and parameters named anywhere inside.
  default Set<String> references() {
    var found = new LinkedHashSet<String>();
    texts()
        .forEach(
            text -> {
              text.reference().ifPresent(found::add);
              SUBSTITUTION
                  .matcher(text.text())
                  .results()
                  .forEach(match -> found.add(match.group(1)));
            });
    return found;
  }

  /// All texts inside.
  default Stream<Text> texts() {
    return switch (this) {
      case Fields(var fields) -> fields.values().stream().flatMap(Property::texts);
      case Items(var items) -> items.stream().flatMap(Property::texts);
      case FindInMap(var keys) -> keys.stream().flatMap(Property::texts);
      case Text text -> Stream.of(text);
      case Missing _ -> Stream.empty();
    };
  }
}
