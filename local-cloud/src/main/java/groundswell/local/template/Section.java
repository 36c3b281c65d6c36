package groundswell.local.template;

import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Kind;
import groundswell.local.template.Value.Scalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A resolved mapping of one resource, read by type.
///
/// @param owner the resource and the path to here, for messages
record Section(Source source, String owner, Fields fields) {

  int line() {
    return fields.line();
  }

  TemplateException error(String message) {
    return source.error(line(), owner + ": " + message);
  }

  Optional<Value> find(String name) {
    return Optional.ofNullable(fields.fields().get(name)).map(Value.Field::value);
  }

  private Value require(String name) {
    return find(name).orElseThrow(() -> error("%s is missing".formatted(name)));
  }

  private String path(String name) {
    return owner + ": " + name;
  }

  String text(String name) {
    return source.text(require(name), path(name));
  }

  Optional<String> optionalText(String name) {
    return find(name).map(value -> source.text(value, path(name)));
  }

  /// Texts given as a list, or one alone.
  List<String> texts(String name) {
    return switch (find(name).orElse(null)) {
      case null -> List.of();
      case Items(var values, _) ->
          values.stream().map(value -> source.text(value, path(name))).toList();
      case Value one -> List.of(source.text(one, path(name)));
    };
  }

  OptionalInt integer(String name, int min, int max) {
    var value = find(name);
    if (value.isEmpty()) return OptionalInt.empty();
    var text = source.text(value.get(), path(name));
    try {
      var number = Integer.parseInt(text);
      if (number >= min && number <= max) return OptionalInt.of(number);
    } catch (NumberFormatException e) {
      throw source.error(
          value.get().line(),
          "%s is \"%s\", but must be a whole number".formatted(path(name), text));
    }
    throw source.error(
        value.get().line(),
        "%s is %s, but must be from %d to %d".formatted(path(name), text, min, max));
  }

  Optional<Duration> seconds(String name, int min, int max) {
    var seconds = integer(name, min, max);
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
        : Optional.empty();
  }

  boolean flag(String name) {
    return switch (optionalText(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw source.error(
              require(name).line(),
              "%s is \"%s\", but must be true or false".formatted(path(name), other));
    };
  }

  Optional<Section> section(String name) {
    return find(name).map(value -> section(name, value));
  }

  private Section section(String name, Value value) {
    return new Section(source, path(name), source.fields(value, path(name)));
  }

  List<Section> sections(String name) {
    return find(name).stream()
        .flatMap(value -> source.items(value, path(name)).values().stream())
        .map(value -> section(name, value))
        .toList();
  }

  /// The sections under a mapping with arbitrary keys.
  Map<String, Section> named(String name) {
    var sections = new LinkedHashMap<String, Section>();
    section(name)
        .ifPresent(
            outer ->
                outer
                    .fields
                    .fields()
                    .keySet()
                    .forEach(key -> sections.put(key, outer.section(key).orElseThrow())));
    return sections;
  }

  /// A mapping of texts.
  Map<String, String> textsByName(String name) {
    var texts = new LinkedHashMap<String, String>();
    section(name)
        .ifPresent(
            outer ->
                outer.fields.fields().keySet().forEach(key -> texts.put(key, outer.text(key))));
    return texts;
  }

  /// A JSON document, written as YAML or as JSON in a text.
  Optional<String> json(String name) {
    return find(name)
        .map(
            value ->
                value instanceof Scalar(var text, Kind kind, int line) && kind == Kind.TEXT
                    ? JsonText.checked(source, path(name), text, line)
                    : JsonText.of(source, path(name), value));
  }
}
