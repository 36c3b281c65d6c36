package groundswell.dynamodb.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import groundswell.dynamodb.http.Shape.ListOf;
import groundswell.dynamodb.http.Shape.MapOf;
import groundswell.dynamodb.http.Shape.Scalar;
import groundswell.dynamodb.http.Shape.Structure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/// Reads requests: JSON into the SDK's builders.
///
/// Unknown members are skipped, and so are null ones. Wrong types are refused in the service's
/// words, which name its own Java types.
final class RequestReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              // A request has at most 16 MiB as a whole; an attribute name may have up to 64 KiB.
              StreamReadConstraints.builder().maxNameLength(HttpLimits.BODY_BYTES).build())
          .build();

  private final JsonParser parser;

  private RequestReader(JsonParser parser) {
    this.parser = parser;
  }

  /// @param body a JSON object
  static SdkPojo read(byte[] body, Structure request) throws UnreadableRequest {
    try (var parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) throw UnreadableRequest.notJson();
      var read = new RequestReader(parser).structure(request);
      if (parser.nextToken() != null) throw UnreadableRequest.notJson();
      return read;
    } catch (UnreadableRequest e) {
      // If the rest isn't valid JSON, that is the error to report.
      requireJson(body);
      throw e;
    } catch (JacksonException e) {
      throw UnreadableRequest.notJson();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  static void requireJson(byte[] body) throws UnreadableRequest {
    try (var parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) throw UnreadableRequest.notJson();
      parser.skipChildren();
      if (parser.nextToken() != null) throw UnreadableRequest.notJson();
    } catch (JacksonException e) {
      throw UnreadableRequest.notJson();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  private SdkPojo structure(Structure shape) throws IOException, UnreadableRequest {
    var builder = shape.builder();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      var member = shape.member(name);
      var token = parser.nextToken();
      if (member == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        member.field().set(builder, value(member.shape(), false));
      }
    }
    return builder;
  }

  /// @param inCollection whether the value is an element of a list or map
  private Object value(Shape shape, boolean inCollection) throws IOException, UnreadableRequest {
    return switch (shape) {
      case Scalar scalar -> scalar(scalar);
      case ListOf(var element) -> {
        requireStart(JsonToken.START_ARRAY, shape, inCollection);
        yield list(element);
      }
      case MapOf(var value) -> {
        requireStart(JsonToken.START_OBJECT, shape, inCollection);
        yield map(value);
      }
      case Structure structure -> {
        requireStart(JsonToken.START_OBJECT, shape, inCollection);
        yield Structure.build(structure(structure));
      }
    };
  }

  private List<Object> list(Shape element) throws IOException, UnreadableRequest {
    var elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var value = element(element);
      if (value != null) elements.add(value);
    }
    return elements;
  }

  private Map<String, Object> map(Shape element) throws IOException, UnreadableRequest {
    var values = new LinkedHashMap<String, Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      var value = element(element);
      if (value != null) values.put(name, value);
    }
    return values;
  }

  /// A null structure becomes an empty one; any other null element is left out.
  private @Nullable Object element(Shape shape) throws IOException, UnreadableRequest {
    if (parser.currentToken() != JsonToken.VALUE_NULL) return value(shape, true);
    return shape instanceof Structure structure ? Structure.build(structure.builder()) : null;
  }

  private void requireStart(JsonToken start, Shape shape, boolean inCollection)
      throws UnreadableRequest {
    var token = parser.currentToken();
    if (token == start) return;
    throw UnreadableRequest.wrongType(
        switch (token) {
          case START_ARRAY -> "Unrecognized collection type " + shape.serviceName();
          case START_OBJECT -> "Start of structure or map found where not expected";
          default -> {
            if (!inCollection) yield "Unexpected field type";
            yield shape instanceof Structure
                ? "Unexpected value type in payload"
                : PARAMETERIZED_TYPE;
          }
        });
  }

  /// The service's message for a scalar inside a list or map where it expects a list or map.
  private static final String PARAMETERIZED_TYPE =
      "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class"
          + " (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base"
          + " of loader 'bootstrap')";

  private Object scalar(Scalar shape) throws IOException, UnreadableRequest {
    var token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      throw UnreadableRequest.wrongType("Start of structure or map found where not expected");
    }
    if (token == JsonToken.START_ARRAY) {
      throw UnreadableRequest.wrongType("Unrecognized collection type " + shape.serviceName());
    }
    return switch (shape) {
      case TEXT -> token == JsonToken.VALUE_STRING ? parser.getText() : refuse(token, "String");
      case INTEGER ->
          token.isNumeric()
              ? whole(Integer.MIN_VALUE, Integer.MAX_VALUE).intValue()
              : refuse(token, "Integer");
      case LONG ->
          token.isNumeric() ? whole(Long.MIN_VALUE, Long.MAX_VALUE) : refuse(token, "Long");
      case DOUBLE -> token.isNumeric() ? (Object) parser.getDoubleValue() : refuse(token, "Double");
      case TRUTH -> truth(token);
      case BYTES -> bytes(token);
      case TIME -> token.isNumeric() ? time(parser.getDecimalValue()) : refuse(token, "Date");
    };
  }

  private static Object refuse(JsonToken token, String type) throws UnreadableRequest {
    throw UnreadableRequest.wrongType(
        "%s cannot be converted to %s".formatted(serviceName(token), type));
  }

  private static String serviceName(JsonToken token) {
    return switch (token) {
      case VALUE_TRUE -> "TRUE_VALUE";
      case VALUE_FALSE -> "FALSE_VALUE";
      case VALUE_STRING -> "STRING_VALUE";
      case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
      default -> "NUMBER_VALUE";
    };
  }

  /// Cuts off decimals. A number out of range becomes the nearest one in range.
  private Long whole(long min, long max) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return Math.clamp(parser.getLongValue(), min, max);
    }
    var number = parser.getDoubleValue();
    return number >= max ? max : number <= min ? min : (long) number;
  }

  private static Object truth(JsonToken token) throws UnreadableRequest {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING ->
          throw UnreadableRequest.wrongType("Unexpected token received from parser");
      default -> refuse(token, "Boolean");
    };
  }

  private Object bytes(JsonToken token) throws IOException, UnreadableRequest {
    if (token != JsonToken.VALUE_STRING) {
      throw UnreadableRequest.wrongType("only base-64-encoded strings are convertible to bytes");
    }
    var text = parser.getText();
    if (text.length() % 4 != 0) {
      throw UnreadableRequest.wrongType(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text))
        return SdkBytes.fromByteArrayUnsafe(bytes);
    } catch (IllegalArgumentException e) {
      var wrong = text.replaceFirst("=?=$", "").chars().filter(c -> !isBase64(c)).findFirst();
      if (wrong.isPresent() && wrong.getAsInt() != '=') {
        throw UnreadableRequest.wrongType(
            "Invalid Base64 character: '%c'".formatted(wrong.getAsInt()));
      }
    }
    throw UnreadableRequest.wrongType("Invalid last non-pad Base64 character dectected");
  }

  private static boolean isBase64(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static Instant time(BigDecimal epochSeconds) {
    return Instant.ofEpochMilli(epochSeconds.movePointRight(3).longValue());
  }
}
