package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.Quantity;
import groundswell.domain.scoring.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// A JSON object that is read field by field. Whatever is missing, of another type or refused by a
/// constructor is an [InvalidJson] that names the field's path, for example
/// `rule.metrics[0].daily_cap: "abc" is not a number with up to three places`. A null counts as
/// missing.
public final class JsonObject {
  private final ObjectNode node;
  private final String path;

  private JsonObject(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /// @throws InvalidJson if the text is no JSON object
  public static JsonObject parse(String json) {
    try {
      return of(Trees.read(json));
    } catch (JsonProcessingException e) {
      throw new InvalidJson("not valid JSON" + where(e) + ": " + e.getOriginalMessage(), e);
    } catch (NumberFormatException e) {
      throw new InvalidJson("a number's exponent is too large", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What breaks a limit of the parser has no location.
  private static String where(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /// @throws InvalidJson if the tree is no JSON object
  public static JsonObject of(JsonNode tree) {
    if (tree instanceof ObjectNode object) return new JsonObject(object, "");
    throw new InvalidJson("expected a JSON object, not %s".formatted(Values.shown(tree)));
  }

  public SortedSet<String> names() {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// @throws InvalidJson if there is a key that is not among the known
  public void allowOnly(List<String> known) {
    for (var property : node.properties()) {
      if (!known.contains(property.getKey())) {
        throw error(
            property.getKey(), "unknown key; known are %s".formatted(String.join(", ", known)));
      }
    }
  }

  /// Whether the key is there, also with a null.
  public boolean states(String name) {
    return node.has(name);
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    var value = require(name);
    if (!value.isTextual()) throw error(name, "%s is not text".formatted(Values.shown(value)));
    if (!Values.isWellFormed(value.textValue()))
      throw error(name, "the text has half of a character (an unpaired surrogate)");
    return value.textValue();
  }

  /// The value that a text stands for.
  ///
  /// @param parse refuses with an [IllegalArgumentException]
  public <T> T read(String name, Function<String, T> parse) {
    var text = text(name);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(name, String.valueOf(e.getMessage()));
    }
  }

  public <T> Optional<T> readIfPresent(String name, Function<String, T> parse) {
    return has(name) ? Optional.of(read(name, parse)) : Optional.empty();
  }

  public boolean flag(String name) {
    var value = require(name);
    if (!value.isBoolean())
      throw error(name, "%s is not true or false".formatted(Values.shown(value)));
    return value.booleanValue();
  }

  public long number(String name) {
    var value = require(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong())
      throw error(name, "%s is not a whole number".formatted(Values.shown(value)));
    return value.longValue();
  }

  public int smallNumber(String name) {
    long number = number(name);
    if (number != (int) number) throw error(name, "%d is out of range".formatted(number));
    return (int) number;
  }

  public Quantity quantity(String name) {
    var value = require(name);
    var thousandths = Values.unscaled(value, Json.QUANTITY_PLACES, Values.QUANTITY_DIGITS_MAX);
    if (thousandths.isEmpty()) {
      throw error(
          name, "%s is not a number with up to three places".formatted(Values.shown(value)));
    }
    return new Quantity(thousandths.getAsLong());
  }

  public Optional<Quantity> quantityIfPresent(String name) {
    return has(name) ? Optional.of(quantity(name)) : Optional.empty();
  }

  public Score score(String name) {
    var value = require(name);
    var millionths = Values.unscaled(value, Json.SCORE_PLACES, Values.SCORE_DIGITS_MAX);
    if (millionths.isEmpty()) {
      throw error(name, "%s is not a number with up to six places".formatted(Values.shown(value)));
    }
    return new Score(millionths.getAsLong());
  }

  public JsonObject object(String name) {
    return child(require(name), pathOf(name));
  }

  public List<JsonObject> objects(String name) {
    var value = require(name);
    if (!value.isArray()) throw error(name, "%s is not a list".formatted(Values.shown(value)));
    var objects = new ArrayList<JsonObject>(value.size());
    for (var element : value)
      objects.add(child(element, pathOf(name) + "[" + objects.size() + "]"));
    return objects;
  }

  /// The texts of a list; none if it is missing.
  public List<String> textsIfPresent(String name) {
    if (!has(name)) return List.of();
    var value = require(name);
    if (!value.isArray()) throw error(name, "%s is not a list".formatted(Values.shown(value)));
    var texts = new ArrayList<String>(value.size());
    for (var element : value) {
      if (!element.isTextual())
        throw error(name, "%s is not text".formatted(Values.shown(element)));
      texts.add(element.textValue());
    }
    return texts;
  }

  /// What a constructor makes of this object's fields.
  ///
  /// @param constructor refuses with an [IllegalArgumentException]
  public <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InvalidJson e) {
      throw e;
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      throw new InvalidJson(path.isEmpty() ? message : "%s: %s".formatted(path, message), e);
    }
  }

  /// An error in the field, for those who check more than its type.
  public InvalidJson error(String name, String message) {
    return new InvalidJson("%s: %s".formatted(pathOf(name), message));
  }

  private JsonNode require(String name) {
    var value = node.get(name);
    if (value == null || value.isNull()) throw error(name, "missing");
    return value;
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static JsonObject child(JsonNode value, String path) {
    if (value instanceof ObjectNode object) return new JsonObject(object, path);
    throw new InvalidJson("%s: %s is not an object".formatted(path, Values.shown(value)));
  }
}
