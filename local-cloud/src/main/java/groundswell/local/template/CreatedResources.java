package groundswell.local.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// All resources that are created, with everything resolved and nothing unsupported in them.
final class CreatedResources {
  private final Stack stack;
  private final List<Created> all = new ArrayList<>();
  private final List<String> withoutEffect = new ArrayList<>();

  record Created(Resource resource, String name, Section properties) {
    String logicalId() {
      return resource.logicalId();
    }
  }

  /// @throws TemplateException at the first thing that is not supported
  CreatedResources(Source source, Stack stack) {
    this.stack = stack;
    for (var resource : stack.created()) {
      var resolved =
          source.fields(stack.intrinsics().resolve(resource.properties()), resource.label());
      var ignored =
          new ShapeCheck(source, resource.label())
              .check(resource.supported().properties(), resolved);
      note(resource, ignored);
      var section = new Section(source, resource.label(), resolved);
      all.add(new Created(resource, stack.name(resource), section));
    }
  }

  private void note(Resource resource, Collection<String> ignored) {
    if (resource.supported().hasNoEffect()) {
      withoutEffect.add("%s (%s)".formatted(resource.logicalId(), resource.type()));
    } else {
      ignored.forEach(path -> withoutEffect.add(resource.logicalId() + "." + path));
    }
  }

  /// Properties as `LogicalId.Property`, and resources that do nothing at all as `LogicalId
  /// (Type)`.
  List<String> withoutEffect() {
    return withoutEffect;
  }

  List<Created> of(String type) {
    return all.stream().filter(each -> each.resource().type().equals(type)).toList();
  }

  String attribute(Created created, String attribute) {
    return stack.attribute(created.logicalId(), attribute, created.resource().line());
  }

  String ref(Created created) {
    return stack.ref(created.logicalId(), created.resource().line());
  }

  /// The resource of the given type that a property's ARN refers to.
  Created byArn(String type, String attribute, Section section, String property) {
    var arn = section.text(property);
    return find(type, attribute, arn)
        .orElseThrow(
            () ->
                section.error(
                    "%s is %s, but no %s in this template has that %s"
                        .formatted(property, arn, type, attribute)));
  }

  /// A property that must be the ARN of a queue in this template.
  String queueArn(Section section, String property) {
    return attribute(byArn("AWS::SQS::Queue", "Arn", section, property), "Arn");
  }

  private Optional<Created> find(String type, String attribute, String value) {
    return of(type).stream().filter(each -> attribute(each, attribute).equals(value)).findFirst();
  }
}
