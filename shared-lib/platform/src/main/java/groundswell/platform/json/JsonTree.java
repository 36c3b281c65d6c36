package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/// Reads JSON as trees, with exact decimals; duplicate keys are an error. Jackson's mapper can do
/// the same, but loading its 300 classes takes a fifth of a function's start.
public final class JsonTree {
  private static final JsonFactory PARSERS =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /// @return a missing node if the stream is empty
  public static JsonNode read(InputStream json) throws IOException {
    return read(PARSERS.createParser(json));
  }

  /// @return a missing node if the text is empty
  /// @throws InvalidJson if the text is not JSON
  public static JsonNode parse(String json) {
    try {
      return read(PARSERS.createParser(json));
    } catch (JsonProcessingException e) {
      throw new InvalidJson(
          "", "not valid JSON%s: %s".formatted(where(e), e.getOriginalMessage()), e);
    } catch (NumberFormatException e) {
      throw new InvalidJson("", "the exponent of a number is too large", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Errors about the parser's limits have no location.
  private static String where(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static JsonNode read(JsonParser parser) throws IOException {
    try (parser) {
      if (parser.nextToken() == null) return NODES.missingNode();
      var tree = value(parser);
      if (parser.nextToken() != null) throw new JsonParseException(parser, "more than one value");
      return tree;
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(shortest(parser.getDecimalValue()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(parser, "not a value");
    };
  }

  private static JsonNode object(JsonParser parser) throws IOException {
    var object = NODES.objectNode();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static JsonNode array(JsonParser parser) throws IOException {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) array.add(value(parser));
    return array;
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static BigDecimal shortest(BigDecimal number) {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException _) { // the exponent would be too large
      return number;
    }
  }
}
