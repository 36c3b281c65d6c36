package groundswell.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.Quantity;
import groundswell.domain.scoring.Score;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// A JSON object, read field by field. A field that is missing, has the wrong type or is rejected
/// by a constructor throws [InvalidJson] with the field's path, for example
/// `rule.metrics[0].daily_cap: "abc" is not a number with up to three places`. Null counts as
/// missing.
public final class JsonObject {
  private static final int SHOWN_LENGTH_MAX = 80;

  private final ObjectNode node;
  private final String path;

  private JsonObject(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /// @throws InvalidJson if the text is not a JSON object
  public static JsonObject parse(String json) {
    return of(JsonTree.parse(json));
  }

  /// @throws InvalidJson if the tree is not a JSON object
  public static JsonObject of(JsonNode tree) {
    return of(tree, "");
  }

  private static JsonObject of(JsonNode tree, String path) {
    if (tree instanceof ObjectNode object) return new JsonObject(object, path);
    throw new InvalidJson(path, "%s is not an object".formatted(shown(tree)));
  }

  public SortedSet<String> names() {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// @throws InvalidJson if there is an unknown key
  public void allowOnly(List<String> known) {
    for (var property : node.properties()) {
      if (!known.contains(property.getKey())) {
        throw error(
            property.getKey(), "unknown key; known are %s".formatted(String.join(", ", known)));
      }
    }
  }

  /// Whether the key is present, even with a null.
  public boolean states(String name) {
    return node.has(name);
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    var value = require(name);
    if (!value.isTextual()) throw error(name, "%s is not text".formatted(shown(value)));
    if (!isWellFormed(value.textValue()))
      throw error(name, "the text has half of a character (an unpaired surrogate)");
    return value.textValue();
  }

  /// The parsed value of a text field.
  ///
  /// @param parse rejects with an [IllegalArgumentException]
  public <T> T read(String name, Function<String, T> parse) {
    return make(name, () -> parse.apply(text(name)));
  }

  public <T> Optional<T> readIfPresent(String name, Function<String, T> parse) {
    return has(name) ? Optional.of(read(name, parse)) : Optional.empty();
  }

  public boolean flag(String name) {
    var value = require(name);
    if (!value.isBoolean()) throw error(name, "%s is not true or false".formatted(shown(value)));
    return value.booleanValue();
  }

  public long number(String name) {
    var value = require(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong())
      throw error(name, "%s is not a whole number".formatted(shown(value)));
    return value.longValue();
  }

  public int smallNumber(String name) {
    long number = number(name);
    if (number != (int) number) throw error(name, "%d is out of range".formatted(number));
    return (int) number;
  }

  public Quantity quantity(String name) {
    var value = require(name);
    return Json.quantity(value)
        .orElseThrow(
            () ->
                error(name, "%s is not a number with up to three places".formatted(shown(value))));
  }

  public Optional<Quantity> quantityIfPresent(String name) {
    return has(name) ? Optional.of(quantity(name)) : Optional.empty();
  }

  public Score score(String name) {
    var value = require(name);
    return Json.score(value)
        .orElseThrow(
            () -> error(name, "%s is not a number with up to six places".formatted(shown(value))));
  }

  public LocalDate date(String name) {
    return time(name, LocalDate::parse, "a date like 2026-03-01");
  }

  public Optional<LocalDate> dateIfPresent(String name) {
    return has(name) ? Optional.of(date(name)) : Optional.empty();
  }

  public YearMonth month(String name) {
    return time(name, YearMonth::parse, "a month like 2026-03");
  }

  public Instant instant(String name) {
    return time(name, Instant::parse, "a time like 2026-03-01T12:00:00Z");
  }

  private <T> T time(String name, Function<String, T> parse, String right) {
    var text = text(name);
    try {
      return parse.apply(text);
    } catch (DateTimeException e) {
      throw new InvalidJson(pathOf(name), "\"%s\" is not %s".formatted(text, right), e);
    }
  }

  public JsonObject object(String name) {
    return of(require(name), pathOf(name));
  }

  public List<JsonObject> objects(String name) {
    var value = require(name);
    if (!value.isArray()) throw error(name, "%s is not a list".formatted(shown(value)));
    var objects = new ArrayList<JsonObject>(value.size());
    for (var element : value)
      objects.add(of(element, "%s[%d]".formatted(pathOf(name), objects.size())));
    return objects;
  }

  /// The texts of a list; none if it is missing.
  public List<String> textsIfPresent(String name) {
    if (!has(name)) return List.of();
    var value = require(name);
    if (!value.isArray()) throw error(name, "%s is not a list".formatted(shown(value)));
    var texts = new ArrayList<String>(value.size());
    for (var element : value) {
      if (!element.isTextual()) throw error(name, "%s is not text".formatted(shown(element)));
      texts.add(element.textValue());
    }
    return texts;
  }

  /// Constructs a value from this object's fields.
  ///
  /// @param constructor rejects with an [IllegalArgumentException]
  public <T> T make(Supplier<T> constructor) {
    return made(path, constructor);
  }

  /// Constructs a value from one field.
  ///
  /// @param constructor rejects with an [IllegalArgumentException]
  public <T> T make(String name, Supplier<T> constructor) {
    return made(pathOf(name), constructor);
  }

  private static <T> T made(String path, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InvalidJson e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidJson(path, String.valueOf(e.getMessage()), e);
    }
  }

  /// An error in a field, for checks beyond its type.
  public InvalidJson error(String name, String problem) {
    return new InvalidJson(pathOf(name), problem);
  }

  private JsonNode require(String name) {
    var value = node.get(name);
    if (value == null || value.isNull()) throw error(name, "missing");
    return value;
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// Whether a text can be stored: an unpaired surrogate can't be encoded in UTF-8.
  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  /// A value as shown in an error message.
  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case MISSING -> "nothing";
      case BINARY, BOOLEAN, NULL, NUMBER, POJO, STRING -> shortened(value.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
  }
}
