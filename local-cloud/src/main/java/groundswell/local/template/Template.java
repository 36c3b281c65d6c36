package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Kind;
import groundswell.local.template.Value.Scalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A SAM template.
public final class Template {
  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");

  private final Source source;
  private final Fields root;

  private Template(Source source, Fields root) {
    this.source = source;
    this.root = root;
  }

  /// Reads a template with everything resolved.
  ///
  /// @param parameterOverrides values for parameters, by name; the others take their defaults
  /// @param names the local cloud's own names and addresses
  /// @throws TemplateException naming file and line, at the first thing that is wrong or that the
  ///     local cloud does not support
  public static Topology read(Path file, Map<String, String> parameterOverrides, LocalNames names) {
    return read(file, parameterOverrides, Map.of(), names);
  }

  /// The same, with values for parameters that not every template has.
  ///
  /// @param offered values by name for parameters that the template has and that are not overridden
  public static Topology read(
      Path file,
      Map<String, String> parameterOverrides,
      Map<String, String> offered,
      LocalNames names) {
    var source = new Source(String.valueOf(file.getFileName()));
    var template = new Template(source, new YamlReader(source).read(file));
    var values = new LinkedHashMap<>(offered);
    values.keySet().retainAll(template.section("Parameters").fields().keySet());
    values.putAll(parameterOverrides);
    return template.topology(values, names);
  }

  private Topology topology(Map<String, String> parameterOverrides, LocalNames names) {
    requireKnownSections();
    var stack = stack(parameterOverrides, names);
    stack.intrinsics().conditions().decideAll();
    var resources = new CreatedResources(source, stack);
    var stores = new StoreReader(resources);
    var messaging = new MessagingReader(resources);
    var functions = new FunctionReader(resources);
    var mappings = new MappingReader(resources, functions);
    return new Topology(
        stores.tables(),
        messaging.queues(),
        messaging.topics(),
        messaging.buses(),
        messaging.rules(),
        stores.buckets(),
        functions.functions(),
        mappings.queueMappings(),
        mappings.streamMappings(),
        new HttpApiReader(resources, functions).httpApi(),
        new RoleReader(source, resources).roles(),
        parameters(resources),
        outputs(stack),
        new CachedPathsReader(resources).paths(),
        new PageHeadersReader(resources).headers(),
        resources.withoutEffect());
  }

  private Stack stack(Map<String, String> parameterOverrides, LocalNames names) {
    return new Stack(
        source,
        names,
        new Parameters(source).read(section("Parameters"), parameterOverrides),
        new ResourceReader(source, new SupportedTypes())
            .read(section("Resources"), section("Globals")),
        section("Mappings"),
        section("Conditions"));
  }

  private void requireKnownSections() {
    root.fields()
        .forEach(
            (name, field) -> {
              if (!SECTIONS.contains(name)) {
                throw source.error(
                    field.line(),
                    "section \"%s\" is not supported by the local cloud".formatted(name));
              }
            });
    var transform = root.fields().get("Transform");
    if (transform == null) return;
    if (!source.text(transform.value(), "Transform").equals(SAM)) {
      throw source.error(
          transform.line(), "the local cloud supports only Transform %s".formatted(SAM));
    }
  }

  private Fields section(String name) {
    var field = root.fields().get(name);
    var value = field == null ? new Scalar("", Kind.NULL, root.line()) : field.value();
    return source.fields(value, name);
  }

  private static Map<String, String> parameters(CreatedResources resources) {
    var parameters = new LinkedHashMap<String, String>();
    for (Created parameter : resources.of("AWS::SSM::Parameter")) {
      parameters.put(parameter.name(), parameter.properties().text("Value"));
    }
    return parameters;
  }

  private Map<String, String> outputs(Stack stack) {
    var outputs = new LinkedHashMap<String, String>();
    section("Outputs")
        .fields()
        .forEach(
            (name, field) -> {
              var what = "output \"%s\"".formatted(name);
              var output = new Section(source, what, source.fields(field.value(), what));
              if (isCreated(output, stack)) {
                outputs.put(name, resolvedValue(output, stack).text("Value"));
              }
            });
    return outputs;
  }

  private static boolean isCreated(Section output, Stack stack) {
    return output.optionalText("Condition").stream()
        .allMatch(name -> stack.intrinsics().conditions().holds(name, output.line()));
  }

  private static Section resolvedValue(Section output, Stack stack) {
    var source = output.source();
    var resolved = stack.intrinsics().resolve(output.fields());
    return new Section(source, output.owner(), source.fields(resolved, output.owner()));
  }
}
