package groundswell.dynamodb.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import groundswell.dynamodb.http.Shape.ListOf;
import groundswell.dynamodb.http.Shape.MapOf;
import groundswell.dynamodb.http.Shape.Scalar;
import groundswell.dynamodb.http.Shape.Structure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// Writes responses: the SDK's classes into JSON. Absent members are left out.
final class ResponseWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MILLIS_DIGITS = 3;

  /// Writes the members of an object, inside it.
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private ResponseWriter() {}

  /// @param response an SDK object, whose builder describes it
  static byte[] write(SdkPojo response, Structure shape) {
    return object(json -> members(json, response, shape));
  }

  static byte[] object(Members members) {
    try (var bytes = new ByteArrayBuilder();
        var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be written", e);
    }
  }

  static void members(JsonGenerator json, Object holder, Structure shape) throws IOException {
    for (var member : shape.members().values()) {
      var value = member.field().getValueOrDefault(holder);
      if (value == null
          || value instanceof SdkAutoConstructList
          || value instanceof SdkAutoConstructMap) continue;
      json.writeFieldName(member.name());
      value(json, value, member.shape());
    }
  }

  private static void value(JsonGenerator json, Object value, Shape shape) throws IOException {
    switch (shape) {
      case Scalar scalar -> scalar(json, value, scalar);
      case ListOf(var element) -> {
        json.writeStartArray();
        for (var entry : (List<?>) value) value(json, entry, element);
        json.writeEndArray();
      }
      case MapOf(var element) -> {
        json.writeStartObject();
        for (var entry : ((Map<?, ?>) value).entrySet()) {
          json.writeFieldName((String) entry.getKey());
          value(json, entry.getValue(), element);
        }
        json.writeEndObject();
      }
      case Structure structure -> {
        json.writeStartObject();
        members(json, value, structure);
        json.writeEndObject();
      }
    }
  }

  private static void scalar(JsonGenerator json, Object value, Scalar shape) throws IOException {
    switch (shape) {
      case TEXT -> json.writeString((String) value);
      case INTEGER -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case TRUTH -> json.writeBoolean((Boolean) value);
      case BYTES -> json.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
      case TIME -> time(json, (Instant) value);
    }
  }

  /// Seconds since 1970, with milliseconds as decimals.
  private static void time(JsonGenerator json, Instant value) throws IOException {
    var millis = value.toEpochMilli();
    if (millis % MILLIS_PER_SECOND == 0) {
      json.writeNumber(millis / MILLIS_PER_SECOND);
    } else {
      json.writeNumber(BigDecimal.valueOf(millis, MILLIS_DIGITS));
    }
  }
}
