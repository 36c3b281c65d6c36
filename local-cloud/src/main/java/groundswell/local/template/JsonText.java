package groundswell.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import groundswell.local.template.Value.Call;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.NoValue;
import groundswell.local.template.Value.Scalar;
import java.math.BigDecimal;
import java.util.List;

/// JSON documents inside a template: event patterns and filter policies.
final class JsonText {
  private static final JsonMapper JSON = new JsonMapper();

  private JsonText() {}

  static String of(Source source, String what, Value value) {
    return node(source, what, value).toString();
  }

  /// @return the same text, if it is a JSON object
  static String checked(Source source, String what, String text, int line) {
    try {
      if (JSON.readTree(text).isObject()) return text;
    } catch (JsonProcessingException e) {
      throw source.error(line, "%s is not JSON: %s".formatted(what, e.getOriginalMessage()));
    }
    throw source.error(line, "%s must be a JSON object".formatted(what));
  }

  private static JsonNode node(Source source, String what, Value value) {
    return switch (value) {
      case Scalar scalar -> scalar(source, what, scalar);
      case Items(List<Value> values, _) -> {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(each -> array.add(node(source, what, each)));
        yield array;
      }
      case Fields(var fields, _) -> {
        var object = JsonNodeFactory.instance.objectNode();
        fields.forEach((key, field) -> object.set(key, node(source, what, field.value())));
        yield object;
      }
      case Call _, NoValue _ ->
          throw source.error(value.line(), "%s still has %s".formatted(what, value.description()));
    };
  }

  private static JsonNode scalar(Source source, String what, Scalar scalar) {
    var nodes = JsonNodeFactory.instance;
    return switch (scalar.kind()) {
      case TEXT -> nodes.textNode(scalar.text());
      case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
      case NULL -> nodes.nullNode();
      case NUMBER -> {
        try {
          yield nodes.numberNode(new BigDecimal(scalar.text()));
        } catch (NumberFormatException e) {
          throw source.error(
              scalar.line(), "%s: \"%s\" is not a number in JSON".formatted(what, scalar.text()));
        }
      }
    };
  }
}
