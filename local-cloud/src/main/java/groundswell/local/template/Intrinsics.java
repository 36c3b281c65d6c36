package groundswell.local.template;

import groundswell.local.template.Value.Call;
import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Kind;
import groundswell.local.template.Value.NoValue;
import groundswell.local.template.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Resolves intrinsic functions to what they stand for; afterwards a value has no calls left. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
final class Intrinsics {
  static final String NO_VALUE = "AWS::NoValue";

  /// The whole of a secret (CloudFormation user guide, "Get a secret or secret value from Secrets
  /// Manager").
  private static final Pattern SECRET =
      Pattern.compile(
          "\\{\\{resolve:secretsmanager:arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:([^:}]+)}}");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)\\s*([^}\\s]*)\\s*}");

  private final Source source;
  private final References references;
  private final Fields mappings;
  private final Conditions conditions;

  Intrinsics(Source source, References references, Fields mappings, Fields conditions) {
    this.source = source;
    this.references = references;
    this.mappings = mappings;
    this.conditions = new Conditions(source, conditions, this::resolve);
  }

  Conditions conditions() {
    return conditions;
  }

  Value resolve(Value value) {
    return switch (value) {
      case Scalar scalar -> plain(scalar);
      case NoValue none -> none;
      case Items(var values, int line) ->
          new Items(values.stream().map(this::resolve).filter(Intrinsics::isGiven).toList(), line);
      case Fields(var fields, int line) -> {
        var resolved = new LinkedHashMap<String, Field>();
        fields.forEach(
            (key, field) -> {
              var inner = resolve(field.value());
              if (isGiven(inner)) resolved.put(key, new Field(inner, field.line()));
            });
        yield new Fields(resolved, line);
      }
      case Call call -> call(call);
    };
  }

  private static boolean isGiven(Value value) {
    return !(value instanceof NoValue);
  }

  private Scalar plain(Scalar scalar) {
    if (scalar.text().contains("{{resolve:")) {
      throw source.error(
          scalar.line(),
          "the dynamic reference %s is not supported by the local cloud".formatted(scalar.text()));
    }
    return scalar;
  }

  private Value call(Call call) {
    var line = call.line();
    return switch (call.function()) {
      case "Ref" -> ref(source.text(call.argument(), "Ref"), line);
      case "GetAtt" -> text(getAtt(call.argument()), line);
      case "Sub" -> plain(text(withSecret(sub(call.argument())), line));
      case "Join" -> text(join(call), line);
      case "Split" -> split(call);
      case "Select" -> select(call);
      case "FindInMap" -> findInMap(call);
      case "If" -> resolve(chosen(call));
      case String other ->
          throw source.error(
              line, "function \"%s\" is not supported by the local cloud".formatted(other));
    };
  }

  /// A secret of the template is a text made of its name.
  private static String withSecret(String text) {
    return SECRET.matcher(text).replaceAll("secret-of-$1");
  }

  private static Scalar text(String text, int line) {
    return new Scalar(text, Kind.TEXT, line);
  }

  private Value ref(String name, int line) {
    return name.equals(NO_VALUE) ? new NoValue(line) : text(references.ref(name, line), line);
  }

  private String getAtt(Value argument) {
    if (argument instanceof Items(var parts, int line)) {
      if (parts.size() != 2) throw source.error(line, "GetAtt has a resource and an attribute");
      return references.attribute(
          source.text(parts.getFirst(), "GetAtt"), resolvedText(parts.getLast(), "GetAtt"), line);
    }
    var name = source.text(argument, "GetAtt");
    var dot = name.indexOf('.');
    if (dot < 0) {
      throw source.error(
          argument.line(), "GetAtt needs \"Resource.Attribute\", not \"%s\"".formatted(name));
    }
    return references.attribute(name.substring(0, dot), name.substring(dot + 1), argument.line());
  }

  private String sub(Value argument) {
    if (!(argument instanceof Items(var parts, int line))) {
      return substitute(source.text(argument, "Sub"), Map.of(), argument.line());
    }
    if (parts.size() != 2) throw source.error(line, "Sub has a text and a mapping of variables");
    var variables = new LinkedHashMap<String, String>();
    source
        .fields(parts.getLast(), "Sub's variables")
        .fields()
        .forEach((name, field) -> variables.put(name, resolvedText(field.value(), name)));
    return substitute(source.text(parts.getFirst(), "Sub"), variables, line);
  }

  /// `${!Name}` is left as `${Name}`.
  private String substitute(String text, Map<String, String> variables, int line) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> {
              var name = match.group(2);
              if (!match.group(1).isEmpty()) return Matcher.quoteReplacement("${" + name + "}");
              var variable = variables.get(name);
              return Matcher.quoteReplacement(variable == null ? named(name, line) : variable);
            });
  }

  private String named(String name, int line) {
    var dot = name.indexOf('.');
    if (dot < 0) return references.ref(name, line);
    return references.attribute(name.substring(0, dot), name.substring(dot + 1), line);
  }

  private String join(Call call) {
    var arguments = arguments(call, 2);
    var delimiter = source.text(arguments.getFirst(), "Join's delimiter");
    return source.items(resolve(arguments.getLast()), "Join's values").values().stream()
        .map(each -> source.text(each, "a value of Join"))
        .collect(Collectors.joining(delimiter));
  }

  private Items split(Call call) {
    var arguments = arguments(call, 2);
    var delimiter = source.text(arguments.getFirst(), "Split's delimiter");
    var whole = resolvedText(arguments.getLast(), "Split's text");
    var parts = whole.split(Pattern.quote(delimiter), -1);
    return new Items(
        List.of(parts).stream().<Value>map(part -> text(part, call.line())).toList(), call.line());
  }

  private Value select(Call call) {
    var arguments = arguments(call, 2);
    var index = resolvedText(arguments.getFirst(), "Select's index");
    var values = source.items(resolve(arguments.getLast()), "Select's values").values();
    if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= values.size()) {
      throw source.error(
          call.line(), "Select has no value %s of %d".formatted(index, values.size()));
    }
    return values.get(Integer.parseInt(index));
  }

  private Value findInMap(Call call) {
    var arguments = arguments(call, 3);
    Value found = mappings;
    for (var argument : arguments) {
      var key = resolvedText(argument, "FindInMap");
      var field = source.fields(found, "a mapping").fields().get(key);
      if (field == null)
        throw source.error(call.line(), "FindInMap finds no \"%s\"".formatted(key));
      found = field.value();
    }
    return found;
  }

  private Value chosen(Call call) {
    var arguments = arguments(call, 3);
    var condition = source.text(arguments.getFirst(), "If's condition");
    return arguments.get(conditions.holds(condition, call.line()) ? 1 : 2);
  }

  private List<Value> arguments(Call call, int count) {
    var arguments = source.items(call.argument(), call.function()).values();
    if (arguments.size() != count) {
      throw source.error(
          call.line(),
          "%s has %d arguments, but needs %d".formatted(call.function(), arguments.size(), count));
    }
    return arguments;
  }

  private String resolvedText(Value value, String what) {
    return source.text(resolve(value), what);
  }
}
