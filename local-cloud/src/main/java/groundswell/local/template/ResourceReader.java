package groundswell.local.template;

import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Scalar;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the sections `Globals` and `Resources`.
final class ResourceReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");

  /// Resource types that take globals, by their name in `Globals`.
  private static final Map<String, String> GLOBALS =
      Map.of("AWS::Serverless::Function", "Function", "AWS::Serverless::HttpApi", "HttpApi");

  private final Source source;
  private final SupportedTypes types;

  ResourceReader(Source source, SupportedTypes types) {
    this.source = source;
    this.types = types;
  }

  Map<String, Resource> read(Fields section, Fields globals) {
    globals
        .fields()
        .forEach(
            (name, field) -> {
              if (!GLOBALS.containsValue(name)) {
                throw source.error(
                    field.line(),
                    "Globals: \"%s\" is not supported by the local cloud".formatted(name));
              }
            });
    var resources = new LinkedHashMap<String, Resource>();
    section
        .fields()
        .forEach((id, field) -> resources.put(id, resource(id, field, globals, section)));
    return resources;
  }

  private Resource resource(String id, Field definition, Fields globals, Fields all) {
    var what = "resource \"%s\"".formatted(id);
    var fields = source.fields(definition.value(), what);
    for (var entry : fields.fields().entrySet()) {
      if (!ATTRIBUTES.contains(entry.getKey())) {
        throw source.error(
            entry.getValue().line(),
            "%s: attribute \"%s\" is not supported by the local cloud"
                .formatted(what, entry.getKey()));
      }
    }
    var typeField = fields.fields().get("Type");
    if (typeField == null) throw source.error(definition.line(), "%s has no Type".formatted(what));
    var type = source.text(typeField.value(), what + ", Type");
    var supported =
        types
            .find(type)
            .orElseThrow(
                () ->
                    source.error(
                        typeField.line(),
                        "%s: type \"%s\" is not supported by the local cloud"
                            .formatted(what, type)));
    requireDependencies(id, all);
    return new Resource(
        id,
        type,
        supported,
        withGlobals(type, globals, section(fields, "Properties", definition.line(), what)),
        Optional.ofNullable(fields.fields().get("Condition"))
            .map(field -> source.text(field.value(), what + ", Condition")),
        definition.line());
  }

  /// The order of creation does not matter here, but a wrong name or a cycle is a mistake.
  private void requireDependencies(String id, Fields all) {
    var reached = new LinkedHashSet<String>();
    var next = new ArrayDeque<>(List.of(id));
    while (!next.isEmpty()) {
      for (var dependency : dependencies(next.remove(), all)) {
        var name = dependency.text();
        if (name.equals(id)) {
          throw source.error(dependency.line(), "resource \"%s\" depends on itself".formatted(id));
        }
        if (reached.add(name)) next.add(name);
      }
    }
  }

  private List<Scalar> dependencies(String id, Fields all) {
    var what = "resource \"%s\"".formatted(id);
    var resource = all.fields().get(id);
    if (resource == null) return List.of();
    var field = source.fields(resource.value(), what).fields().get("DependsOn");
    if (field == null) return List.of();
    var names =
        field.value() instanceof Items(List<Value> values, _) ? values : List.of(field.value());
    return names.stream().map(name -> dependency(name, what, all)).toList();
  }

  private Scalar dependency(Value name, String what, Fields all) {
    var dependency = source.scalar(name, what + ", DependsOn");
    if (!all.fields().containsKey(dependency.text())) {
      throw source.error(
          name.line(),
          "%s depends on \"%s\", which does not exist".formatted(what, dependency.text()));
    }
    return dependency;
  }

  private Fields withGlobals(String type, Fields globals, Fields properties) {
    var name = GLOBALS.get(type);
    if (name == null || !globals.fields().containsKey(name)) return properties;
    return merged(section(globals, name, globals.line(), "Globals"), properties);
  }

  /// SAM's rule: mappings are merged, lists joined, and otherwise the resource's own value wins.
  /// See https://github.com/aws/serverless-application-model, docs/globals.rst
  private static Fields merged(Fields global, Fields own) {
    var fields = new LinkedHashMap<>(global.fields());
    own.fields()
        .forEach(
            (name, field) ->
                fields.merge(name, field, (one, two) -> new Field(merged(one, two), two.line())));
    return new Fields(fields, own.line());
  }

  private static Value merged(Field global, Field own) {
    if (global.value() instanceof Fields one && own.value() instanceof Fields two) {
      return merged(one, two);
    }
    if (global.value() instanceof Items one && own.value() instanceof Items two) {
      return new Items(
          Stream.concat(one.values().stream(), two.values().stream()).toList(), two.line());
    }
    return own.value();
  }

  private Fields section(Fields fields, String name, int line, String what) {
    var field = fields.fields().get(name);
    if (field == null) return source.fields(new Scalar("", Value.Kind.NULL, line), name);
    return source.fields(field.value(), what + ", " + name);
  }
}
