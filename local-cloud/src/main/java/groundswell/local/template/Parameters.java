package groundswell.local.template;

import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Scalar;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The template's parameters with their values: overridden or by default, checked as CloudFormation
/// checks them. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
final class Parameters {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Default",
          "AllowedValues",
          "AllowedPattern",
          "MinValue",
          "MaxValue",
          "MinLength",
          "MaxLength",
          "Description",
          "ConstraintDescription",
          "NoEcho");

  private final Source source;

  Parameters(Source source) {
    this.source = source;
  }

  Map<String, String> read(Fields section, Map<String, String> overrides) {
    for (var name : overrides.keySet()) {
      if (!section.fields().containsKey(name)) {
        throw source.error(
            section.line(), "there is no parameter \"%s\" to override".formatted(name));
      }
    }
    var values = new LinkedHashMap<String, String>();
    section
        .fields()
        .forEach(
            (name, field) -> {
              var what = "parameter \"%s\"".formatted(name);
              var definition = source.fields(field.value(), what);
              requireKnownAttributes(definition, what);
              var value = overrides.get(name);
              if (value == null) value = defaultOf(definition, what, field.line());
              check(definition, what, value, field.line());
              values.put(name, value);
            });
    return values;
  }

  private void requireKnownAttributes(Fields definition, String what) {
    definition
        .fields()
        .forEach(
            (key, field) -> {
              if (!ATTRIBUTES.contains(key)) {
                throw source.error(
                    field.line(), "%s: \"%s\" is not supported".formatted(what, key));
              }
            });
  }

  private String defaultOf(Fields definition, String what, int line) {
    var given = definition.fields().get("Default");
    if (given == null)
      throw source.error(line, "%s has no default and no value was given".formatted(what));
    return source.text(given.value(), what + ", Default");
  }

  private void check(Fields definition, String what, String value, int line) {
    var type = definition.fields().get("Type");
    if (type == null) throw source.error(line, "%s has no Type".formatted(what));
    switch (source.text(type.value(), what + ", Type")) {
      case "String" -> checkText(definition, what, value, line);
      case "Number" -> checkNumber(definition, what, value, line);
      case String other ->
          throw source.error(
              type.line(),
              "%s: type \"%s\" is not supported by the local cloud".formatted(what, other));
    }
    checkAllowedValues(definition, what, value, line);
  }

  private void checkAllowedValues(Fields definition, String what, String value, int line) {
    var allowed = definition.fields().get("AllowedValues");
    if (allowed == null) return;
    var texts =
        source.items(allowed.value(), what + ", AllowedValues").values().stream()
            .map(each -> source.text(each, what + ", AllowedValues"))
            .toList();
    if (!texts.contains(value)) {
      throw source.error(line, "%s is \"%s\", but must be one of %s".formatted(what, value, texts));
    }
  }

  private void checkText(Fields definition, String what, String value, int line) {
    var pattern = definition.fields().get("AllowedPattern");
    if (pattern != null) {
      var regex = source.text(pattern.value(), what + ", AllowedPattern");
      if (!Pattern.matches(regex, value)) {
        throw source.error(
            line, "%s is \"%s\", which does not match %s".formatted(what, value, regex));
      }
    }
    var length = BigDecimal.valueOf(value.length());
    checkRange(definition, what + "'s length", length, "MinLength", "MaxLength", line);
  }

  private void checkNumber(Fields definition, String what, String value, int line) {
    BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw source.error(line, "%s is \"%s\", but must be a number".formatted(what, value));
    }
    checkRange(definition, what, number, "MinValue", "MaxValue", line);
  }

  private void checkRange(
      Fields definition, String what, BigDecimal value, String min, String max, int line) {
    var least = definition.fields().get(min);
    if (least != null && value.compareTo(bound(least.value(), what, min)) < 0) {
      throw source.error(line, "%s is %s, below its %s".formatted(what, value, min));
    }
    var most = definition.fields().get(max);
    if (most != null && value.compareTo(bound(most.value(), what, max)) > 0) {
      throw source.error(line, "%s is %s, above its %s".formatted(what, value, max));
    }
  }

  private BigDecimal bound(Value value, String what, String name) {
    Scalar scalar = source.scalar(value, what + ", " + name);
    try {
      return new BigDecimal(scalar.text());
    } catch (NumberFormatException e) {
      throw source.error(scalar.line(), "%s, %s must be a number".formatted(what, name));
    }
  }
}
