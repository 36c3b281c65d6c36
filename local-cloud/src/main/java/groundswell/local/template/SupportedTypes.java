package groundswell.local.template;

import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The resource types that the local cloud supports, as `supported.yaml` lists them.
final class SupportedTypes {
  private static final String TABLE = "supported.yaml";
  private static final String ONLY = "only ";

  private final Source source = new Source(TABLE);
  private final Map<String, SupportedType> types;

  /// @param ref what `Ref` gives, with `${…}` to fill in
  /// @param attributes what `GetAtt` gives, likewise
  record SupportedType(
      Optional<String> nameProperty,
      String ref,
      Map<String, String> attributes,
      Shape.Structure properties) {

    boolean hasNoEffect() {
      return properties.fields().values().stream().allMatch(Shape.None.class::isInstance);
    }
  }

  SupportedTypes() {
    types = mapOf(new YamlReader(source).read(text()), this::type);
  }

  Optional<SupportedType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  private static String text() {
    try (var stream = SupportedTypes.class.getResourceAsStream(TABLE)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TABLE, e);
    }
  }

  private SupportedType type(Value value) {
    var fields = source.fields(value, "a type");
    return new SupportedType(
        Optional.ofNullable(fields.fields().get("Name")).map(name -> text(name.value())),
        text(required(fields, "Ref")),
        mapOf(source.fields(required(fields, "Attributes"), "Attributes"), this::text),
        new Shape.Structure(
            mapOf(source.fields(required(fields, "Properties"), "Properties"), this::shape)));
  }

  private Value required(Fields fields, String name) {
    var field = fields.fields().get(name);
    if (field == null) throw source.error(fields.line(), "%s is missing".formatted(name));
    return field.value();
  }

  private String text(Value value) {
    return source.text(value, "an entry");
  }

  private Shape shape(Value value) {
    return switch (value) {
      case Fields fields -> structure(fields);
      case Items(List<Value> values, _) -> new Shape.ListOf(shape(values.getFirst()));
      case Value leaf -> leaf(text(leaf), leaf.line());
    };
  }

  private Shape structure(Fields fields) {
    var anyKey = fields.fields().get("*");
    if (anyKey != null) return new Shape.Dictionary(shape(anyKey.value()));
    var byType = fields.fields().get("by Type");
    if (byType != null) {
      return new Shape.ByType(mapOf(source.fields(byType.value(), "by Type"), this::shape));
    }
    return new Shape.Structure(mapOf(fields, this::shape));
  }

  private Shape leaf(String text, int line) {
    if (text.equals("effect")) return new Shape.Effect();
    if (text.equals("none")) return new Shape.None();
    if (text.startsWith(ONLY)) {
      return new Shape.Only(Arrays.asList(text.substring(ONLY.length()).split("\\|", -1)));
    }
    throw source.error(line, "\"%s\" is not effect, none or only …".formatted(text));
  }

  private static <T> Map<String, T> mapOf(Fields fields, Function<Value, T> read) {
    var map = new LinkedHashMap<String, T>();
    for (Map.Entry<String, Field> entry : fields.fields().entrySet()) {
      map.put(entry.getKey(), read.apply(entry.getValue().value()));
    }
    return map;
  }
}
