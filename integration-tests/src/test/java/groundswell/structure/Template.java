package groundswell.structure;

import static java.util.stream.Collectors.toMap;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// `template.yaml` as it is written. Only references to parameters (by their defaults) and to
/// figures of the section `Mappings` are resolved. What a condition adds is there.
///
/// @param pace the column of the mappings
record Template(Property root, String pace) {
  static final String PACE = "Pace";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String FUNCTION = "AWS::Serverless::Function";

  /// Reads it in the default pace.
  static Template read() {
    var text = Repository.text(Repository.ROOT.resolve("template.yaml"));
    var root = property(new Yaml().compose(new StringReader(text)));
    return new Template(root, root.at("Parameters", PACE, "Default").text());
  }

  Template inPace(String other) {
    return new Template(root, other);
  }

  /// A resource of the template.
  record Resource(String id, String type, Property properties) {
    @Override
    public String toString() {
      return id;
    }
  }

  /// An event source mapping from a queue or a stream to a function, either inside the function or
  /// as a resource of its own.
  record Mapping(String id, String function, String source, Property properties) {
    @Override
    public String toString() {
      return id;
    }
  }

  Map<String, Property> parameters() {
    return root.at("Parameters").fields();
  }

  Stream<Resource> resources() {
    return root.at("Resources").fields().entrySet().stream()
        .map(
            entry ->
                new Resource(
                    entry.getKey(),
                    entry.getValue().at("Type").text(),
                    entry.getValue().at("Properties")));
  }

  List<Resource> resources(String type) {
    return resources().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource resource(String id) {
    return resources().filter(resource -> resource.id().equals(id)).findFirst().orElseThrow();
  }

  /// A function's property: its own, else that of the globals.
  Property ofFunction(String function, String... path) {
    var own = resource(function).properties().at(path);
    return own.missing() ? root.at("Globals", "Function").at(path) : own;
  }

  /// A function's environment variables: its own and those of the globals.
  Map<String, Property> environment(String function) {
    var all = new TreeMap<>(root.at("Globals", "Function", "Environment", "Variables").fields());
    all.putAll(resource(function).properties().at("Environment", "Variables").fields());
    return all;
  }

  /// What a function's role allows.
  List<Property> allowed(String function) {
    return statements(function, "Allow");
  }

  /// The statements of a function's role that allow one action.
  List<Property> allowed(String function, String action) {
    return allowed(function).stream()
        .filter(statement -> statement.at("Action").items().stream().anyMatch(a -> a.is(action)))
        .toList();
  }

  /// What a function's role denies, whatever it allows.
  List<Property> denied(String function) {
    return statements(function, "Deny");
  }

  private List<Property> statements(String function, String effect) {
    var role = ofFunction(function, "Role").reference().orElseThrow();
    return resource(role).properties().at("Policies").items().stream()
        .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
        .filter(statement -> statement.at("Effect").is(effect))
        .toList();
  }

  /// The functions that answer the HTTP API; nothing else calls them.
  Set<String> answeringTheApi() {
    return resources(FUNCTION).stream()
        .filter(function -> routes(function).findAny().isPresent())
        .map(Resource::id)
        .collect(Collectors.toSet());
  }

  /// The routes of the HTTP API, each with its `Method` and `Path`.
  Stream<Property> routes() {
    return resources(FUNCTION).stream().flatMap(Template::routes);
  }

  private static Stream<Property> routes(Resource function) {
    return function.properties().at("Events").fields().values().stream()
        .filter(event -> event.at("Type").is("HttpApi"))
        .map(event -> event.at("Properties"));
  }

  List<Mapping> queueMappings() {
    return mappings("SQS", "Queue", QUEUE);
  }

  /// The queues that hold work; the others hold dead letters.
  Set<String> workQueues() {
    return queueMappings().stream()
        .map(Mapping::source)
        .filter(queue -> !queue.endsWith("DeadLetterQueue"))
        .collect(Collectors.toSet());
  }

  List<Mapping> streamMappings() {
    return mappings("DynamoDB", "Stream", "AWS::DynamoDB::Table");
  }

  /// A number: as written, from the section `Mappings`, or the default of the parameter that it
  /// refers to.
  long number(Property property) {
    return Long.parseLong(resolved(property));
  }

  private String resolved(Property property) {
    if (property instanceof Property.FindInMap(var keys)) {
      var path = keys.stream().map(this::resolved).toArray(String[]::new);
      return root.at("Mappings").at(path).text();
    }
    return property.reference().map(this::parameter).orElseGet(property::text);
  }

  private String parameter(String name) {
    return name.equals(PACE) ? pace : root.at("Parameters", name, "Default").text();
  }

  private List<Mapping> mappings(String eventType, String sourceName, String sourceType) {
    var inside =
        resources(FUNCTION).stream()
            .flatMap(
                function ->
                    function.properties().at("Events").fields().entrySet().stream()
                        .filter(event -> event.getValue().at("Type").is(eventType))
                        .map(
                            event ->
                                mapping(
                                    function.id() + event.getKey(),
                                    function.id(),
                                    event.getValue().at("Properties"),
                                    sourceName)));
    var apart =
        resources("AWS::Lambda::EventSourceMapping").stream()
            .map(
                resource ->
                    mapping(
                        resource.id(),
                        resource.properties().at("FunctionName").reference().orElseThrow(),
                        resource.properties(),
                        "EventSourceArn"))
            .filter(mapping -> resource(mapping.source()).type().equals(sourceType));
    return Stream.concat(inside, apart).toList();
  }

  private static Mapping mapping(String id, String function, Property properties, String source) {
    return new Mapping(id, function, properties.at(source).reference().orElseThrow(), properties);
  }

  private static Property property(Node node) {
    return switch (node) {
      case MappingNode mapping ->
          new Property.Fields(
              mapping.getValue().stream()
                  .collect(
                      toMap(
                          entry -> ((ScalarNode) entry.getKeyNode()).getValue(),
                          entry -> property(entry.getValueNode()),
                          (first, _) -> first,
                          LinkedHashMap::new)));
      case SequenceNode list -> {
        var items = list.getValue().stream().map(Template::property).toList();
        yield switch (list.getTag().getValue()) {
          case "!FindInMap" -> new Property.FindInMap(items);
          case "!If" ->
              items.getLast().is("AWS::NoValue") ? items.get(1) : new Property.Items(items);
          default -> new Property.Items(items);
        };
      }
      case ScalarNode scalar ->
          new Property.Text(
              scalar.getValue(),
              Optional.of(node.getTag().getValue())
                  .filter(tag -> tag.startsWith("!"))
                  .map(tag -> tag.substring(1)));
      default -> throw new IllegalArgumentException("unexpected " + node);
    };
  }
}
