package groundswell.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.http.FieldError;
import groundswell.http.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The fields of a JSON object that a client sent. Errors are collected, so that the client learns
/// all of them at once: read the fields, [#check], then use what was read.
final class Fields {
  /// The longest plain notation of a number.
  private static final int DIGITS_MAX = 40;

  private final JsonNode object;
  private final String path;
  private final List<FieldError> errors;

  private Fields(JsonNode object, String path, List<FieldError> errors, Set<String> known) {
    this.object = object;
    this.path = path;
    this.errors = errors;
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) fail(name, "is unknown; known are " + sorted(known));
            });
  }

  /// @throws HttpProblem if the body is not an object
  static Fields of(JsonNode body, Set<String> known) {
    if (!body.isObject()) throw HttpProblem.invalid("", "must be an object");
    return new Fields(body, "", new ArrayList<>(), known);
  }

  /// A required text.
  ///
  /// @param parse throws [IllegalArgumentException] saying what would be right
  /// @return empty if it is missing or wrong
  <T> Optional<T> required(String name, Function<String, T> parse) {
    if (!has(name)) {
      fail(name, "is missing");
      return Optional.empty();
    }
    return optional(name, parse);
  }

  /// An optional text.
  <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name).flatMap(text -> parsed(name, text, parse));
  }

  /// A required whole number.
  Optional<Long> requiredWhole(String name) {
    var node = object.get(name);
    if (node != null && node.canConvertToLong() && node.isIntegralNumber())
      return Optional.of(node.longValue());
    fail(name, node == null || node.isNull() ? "is missing" : "must be a whole number");
    return Optional.empty();
  }

  /// Whether a flag is set; false if it is left out.
  boolean flag(String name) {
    var node = object.get(name);
    if (node == null || node.isNull() || node.isBoolean()) return node != null && node.asBoolean();
    fail(name, "must be true or false");
    return false;
  }

  /// The texts of an optional array.
  <T> List<T> texts(String name, int max, Function<String, T> parse) {
    var texts = new ArrayList<T>();
    int index = 0;
    for (var node : elements(name, max)) {
      var element = "%s[%d]".formatted(name, index++);
      if (!node.isTextual()) fail(element, "must be a text");
      else if (isWhole(element, node.textValue()))
        parsed(element, node.textValue(), parse).ifPresent(texts::add);
    }
    return texts;
  }

  /// The objects of a required array of one to `max`.
  List<Fields> objects(String name, int max, Set<String> known) {
    var objects = new ArrayList<Fields>();
    int index = 0;
    for (var node : elements(name, max)) {
      var element = "%s[%d]".formatted(name, index++);
      if (node.isObject()) objects.add(new Fields(node, at(element), errors, known));
      else fail(element, "must be an object");
    }
    if (index == 0 && errors.isEmpty()) fail(name, "must have 1 to %d elements".formatted(max));
    return objects;
  }

  /// A scalar as text: a number in plain notation, as an exact decimal.
  Optional<String> text(String name) {
    var node = object.get(name);
    if (node == null || node.isNull()) return Optional.empty();
    if (node.isTextual()) return Optional.of(node.textValue()).filter(text -> isWhole(name, text));
    if (node.isNumber()) return number(name, node);
    fail(name, "must be a text or a number");
    return Optional.empty();
  }

  void fail(String name, String message) {
    errors.add(new FieldError(at(name), message));
  }

  /// @throws HttpProblem naming all errors so far
  void check() {
    if (!errors.isEmpty()) throw HttpProblem.invalid(errors);
  }

  private <T> Optional<T> parsed(String name, String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      fail(name, Optional.ofNullable(e.getMessage()).orElse("is invalid"));
      return Optional.empty();
    }
  }

  /// An unpaired surrogate has no form in UTF-8, so it could not be stored.
  private boolean isWhole(String name, String text) {
    if (UTF_8.newEncoder().canEncode(text)) return true;
    fail(name, "has half of a character (an unpaired surrogate)");
    return false;
  }

  private Optional<String> number(String name, JsonNode node) {
    var decimal = node.decimalValue();
    if (Math.abs((long) decimal.scale()) <= DIGITS_MAX) return Optional.of(decimal.toPlainString());
    fail(name, "has more than %d digits".formatted(DIGITS_MAX));
    return Optional.empty();
  }

  private List<JsonNode> elements(String name, int max) {
    var node = object.get(name);
    if (node == null || node.isNull()) return List.of();
    if (node.isArray() && node.size() <= max) return List.copyOf(node.valueStream().toList());
    fail(name, "must be an array of at most %d elements".formatted(max));
    return List.of();
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
