package groundswell.local.template;

import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Checks one resource's properties against what is supported, and notes what is accepted without
/// effect.
final class ShapeCheck {
  private final Source source;
  private final String owner;
  private final SequencedSet<String> withoutEffect = new LinkedHashSet<>();

  /// @param owner the resource, for messages
  ShapeCheck(Source source, String owner) {
    this.source = source;
    this.owner = owner;
  }

  /// @return the paths that were given but do nothing here
  /// @throws TemplateException at the first thing that is not supported
  SequencedSet<String> check(Shape.Structure shape, Fields properties) {
    structure(shape.fields(), properties, "");
    return withoutEffect;
  }

  private void check(Shape shape, Value value, String path) {
    switch (shape) {
      case Shape.Effect() -> {}
      case Shape.None() -> withoutEffect.add(path);
      case Shape.Only(var values) -> oneOf(values, value, path);
      case Shape.Structure(var fields) -> structure(fields, mapping(value, path), path);
      case Shape.Dictionary(var each) ->
          mapping(value, path)
              .fields()
              .forEach((key, field) -> check(each, field.value(), path + "." + key));
      case Shape.ListOf(var element) ->
          source
              .items(value, "%s: %s".formatted(owner, path))
              .values()
              .forEach(each -> check(element, each, path));
      case Shape.ByType(var types) -> byType(types, mapping(value, path), path);
    }
  }

  private void structure(Map<String, Shape> supported, Fields given, String path) {
    given
        .fields()
        .forEach(
            (key, field) -> {
              var inner = path.isEmpty() ? key : path + "." + key;
              var shape = supported.get(key);
              if (shape == null) {
                throw source.error(
                    field.line(),
                    "%s: property \"%s\" is not supported by the local cloud"
                        .formatted(owner, inner));
              }
              check(shape, field.value(), inner);
            });
  }

  private void oneOf(List<String> values, Value value, String path) {
    if (value instanceof Scalar scalar && values.contains(scalar.text())) return;
    throw source.error(
        value.line(),
        "%s: property \"%s\" is %s, but the local cloud supports only %s"
            .formatted(owner, path, value.description(), String.join(", ", values)));
  }

  private void byType(Map<String, Shape> types, Fields given, String path) {
    for (var entry : given.fields().entrySet()) {
      if (!entry.getKey().equals("Type") && !entry.getKey().equals("Properties")) {
        throw source.error(
            entry.getValue().line(),
            "%s: property \"%s.%s\" is not supported by the local cloud"
                .formatted(owner, path, entry.getKey()));
      }
    }
    var type = given.fields().get("Type");
    if (type == null) throw source.error(given.line(), "%s: %s has no Type".formatted(owner, path));
    var name = source.text(type.value(), "%s: %s.Type".formatted(owner, path));
    var shape = types.get(name);
    if (shape == null) {
      throw source.error(
          type.line(),
          "%s: event type \"%s\" is not supported by the local cloud".formatted(owner, name));
    }
    var properties = given.fields().get("Properties");
    if (properties != null) check(shape, properties.value(), path);
  }

  private Fields mapping(Value value, String path) {
    return source.fields(value, "%s: %s".formatted(owner, path));
  }
}
