package groundswell.local.template;

import groundswell.local.template.Value.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resources by name, which a template's references resolve to.
final class Stack implements References {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final String PROPERTY = "Property::";

  private final Source source;
  private final LocalNames local;
  private final Map<String, String> parameters;
  private final Map<String, Resource> resources;
  private final Map<String, String> pseudoParameters;
  private final Intrinsics intrinsics;
  private final SequencedSet<String> resolving = new LinkedHashSet<>();

  Stack(
      Source source,
      LocalNames local,
      Map<String, String> parameters,
      Map<String, Resource> resources,
      Fields mappings,
      Fields conditions) {
    this.source = source;
    this.local = local;
    this.parameters = parameters;
    this.resources = resources;
    this.pseudoParameters = pseudoParameters(local);
    this.intrinsics = new Intrinsics(source, this, mappings, conditions);
  }

  /// See
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
  private static Map<String, String> pseudoParameters(LocalNames local) {
    return Map.of(
        "AWS::Region", local.region(),
        "AWS::AccountId", local.account(),
        "AWS::StackName", local.stackName(),
        "AWS::StackId",
            "arn:aws:cloudformation:%s:%s:stack/%s/local"
                .formatted(local.region(), local.account(), local.stackName()),
        "AWS::Partition", "aws",
        "AWS::URLSuffix", "amazonaws.com");
  }

  Intrinsics intrinsics() {
    return intrinsics;
  }

  /// The resources whose condition holds.
  List<Resource> created() {
    return resources.values().stream().filter(this::isCreated).toList();
  }

  private boolean isCreated(Resource resource) {
    return resource.condition().stream()
        .allMatch(name -> intrinsics.conditions().holds(name, resource.line()));
  }

  @Override
  public String ref(String name, int line) {
    var pseudo = pseudoParameters.get(name);
    if (pseudo != null) return pseudo;
    var parameter = parameters.get(name);
    if (parameter != null) return parameter;
    var dot = name.indexOf('.');
    if (dot > 0) return attribute(name.substring(0, dot), name.substring(dot + 1), line);
    var resource = resource(name, line);
    return filled(resource.supported().ref(), resource);
  }

  @Override
  public String attribute(String logicalId, String attribute, int line) {
    var resource = resource(logicalId, line);
    var pattern = resource.supported().attributes().get(attribute);
    if (pattern == null) {
      throw source.error(
          line,
          "%s: attribute \"%s\" is not supported by the local cloud"
              .formatted(resource.label(), attribute));
    }
    return filled(pattern, resource);
  }

  private Resource resource(String name, int line) {
    var resource = resources.get(name);
    if (resource == null) {
      throw source.error(line, "there is no parameter or resource \"%s\"".formatted(name));
    }
    if (!isCreated(resource)) {
      throw source.error(
          line, "%s is not created, as its condition does not hold".formatted(resource.label()));
    }
    return resource;
  }

  private String filled(String pattern, Resource resource) {
    var values = new LinkedHashMap<String, Function<Resource, String>>();
    values.put("Name", this::name);
    values.put("LogicalId", Resource::logicalId);
    values.put("Local::QueueUrlBase", _ -> local.queueUrlBase());
    values.put("Local::ApiUrl", _ -> local.apiUrl());
    pseudoParameters.forEach((name, value) -> values.put(name, _ -> value));
    return PLACEHOLDER
        .matcher(pattern)
        .replaceAll(
            match -> {
              var placeholder = match.group(1);
              if (placeholder.startsWith(PROPERTY))
                return Matcher.quoteReplacement(
                    property(resource, placeholder.substring(PROPERTY.length())));
              var value = values.get(placeholder);
              if (value == null) throw new IllegalStateException("cannot fill in " + pattern);
              return Matcher.quoteReplacement(value.apply(resource));
            });
  }

  /// The resource's own name. If the template gives none, CloudFormation makes one from stack,
  /// logical id and a random part; here the random part is left out.
  String name(Resource resource) {
    var property = resource.supported().nameProperty();
    if (property.filter(resource.properties().fields()::containsKey).isPresent()) {
      return property(resource, property.get());
    }
    var made = local.stackName() + "-" + resource.logicalId();
    return resource.type().equals("AWS::S3::Bucket") ? made.toLowerCase(Locale.ROOT) : made;
  }

  private String property(Resource resource, String name) {
    var what = "%s: %s".formatted(resource.label(), name);
    var field = resource.properties().fields().get(name);
    if (field == null) throw source.error(resource.line(), what + " is missing");
    var path = resource.logicalId() + "." + name;
    if (!resolving.add(path)) {
      throw source.error(field.line(), "properties go round in a circle: %s".formatted(resolving));
    }
    var text = source.text(intrinsics.resolve(field.value()), what);
    resolving.remove(path);
    return text;
  }
}
