package groundswell.local.template;

import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Scalar;
import java.util.LinkedHashMap;

/// A template's file. It adds the place to errors, and reads a value as the type that it should
/// have.
record Source(String fileName) {

  /// Where a line stands, for messages.
  String place(int line) {
    return fileName + ":" + line;
  }

  TemplateException error(int line, String message) {
    return new TemplateException(place(line) + ": " + message);
  }

  String text(Value value, String what) {
    return scalar(value, what).text();
  }

  Scalar scalar(Value value, String what) {
    if (value instanceof Scalar scalar) return scalar;
    throw error(value.line(), "%s must be a text, but is %s".formatted(what, value.description()));
  }

  Items items(Value value, String what) {
    if (value instanceof Items items) return items;
    throw error(value.line(), "%s must be a list, but is %s".formatted(what, value.description()));
  }

  /// A mapping; empty if YAML has nothing after the key.
  Fields fields(Value value, String what) {
    return switch (value) {
      case Fields fields -> fields;
      case Scalar(_, Value.Kind kind, int line) when kind == Value.Kind.NULL ->
          new Fields(new LinkedHashMap<String, Field>(), line);
      case Value other ->
          throw error(
              other.line(), "%s must be a mapping, but is %s".formatted(what, other.description()));
    };
  }
}
