package groundswell.client;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// JSON in the API's form: snake case, exact decimals, absent values left out.
public final class Json {
  static final String CONTENT_TYPE = "application/json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addModule(textValues())
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// The line at which a parser found a fault, from 1; less if it does not know.
  public static int lineOf(JsonProcessingException fault) {
    return fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
  }

  /// @return missing if the text is not JSON
  public static JsonNode readOrMissing(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  /// A record as JSON.
  public static ObjectNode tree(Record value) {
    return MAPPER.valueToTree(value);
  }

  public static String pretty(JsonNode json) {
    return json.toPrettyString();
  }

  static String write(Record value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  static <T> T decode(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new ApiException(
          ErrorCode.UNEXPECTED_ANSWER,
          "the API's answer has an unexpected form%s; check that this program is as new as the API"
              .formatted(e instanceof JsonMappingException mapping ? placeOf(mapping) : ""));
    }
  }

  /// Where the JSON has an unexpected form, without the names of our classes.
  private static String placeOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(joining(".", " at ", ""));
  }

  /// Types that are a single text in JSON.
  private static SimpleModule textValues() {
    var module = new SimpleModule();
    textValue(module, ChallengeId.class, ChallengeId::new);
    textValue(module, MemberId.class, MemberId::new);
    textValue(module, MetricId.class, MetricId::new);
    textValue(module, RewardId.class, RewardId::new);
    textValue(module, SourceId.class, SourceId::new);
    textValue(module, TenantId.class, TenantId::new);
    textValue(module, UploadId.class, UploadId::new);
    textValue(module, Instant.class, Instant::parse);
    textValue(module, LocalDate.class, LocalDate::parse);
    return module;
  }

  private static <T> void textValue(
      SimpleModule module, Class<T> type, Function<String, T> parser) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(
        type,
        new FromStringDeserializer<T>(type) {
          @Override
          protected T _deserialize(String text, DeserializationContext context) {
            return parser.apply(text);
          }
        });
  }
}
