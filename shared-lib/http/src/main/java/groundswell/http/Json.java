package groundswell.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import groundswell.domain.Quantity;
import groundswell.domain.scoring.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads and writes bodies. Decimals are exact; duplicate keys are an error.
public final class Json {
  private static final int NESTING_DEPTH_MAX = 16;
  private static final int NUMBER_LENGTH_MAX = 40;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(NESTING_DEPTH_MAX)
          .maxNumberLength(NUMBER_LENGTH_MAX)
          .build();

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .loaderOptions(loaderOptions())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  public static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write %s".formatted(body.getClass()), e);
    }
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  public static JsonNode readJson(String body) {
    return read(JSON, "JSON", body);
  }

  public static JsonNode readYaml(String body) {
    return read(YAML, "YAML", body);
  }

  /// RFC 3339, to the millisecond.
  public static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  public static BigDecimal number(Score score) {
    return new BigDecimal(score.toString());
  }

  public static BigDecimal number(Quantity quantity) {
    return new BigDecimal(quantity.toString());
  }

  private static JsonNode read(ObjectMapper mapper, String format, String body) {
    try {
      var node = mapper.readTree(body);
      if (node == null || node instanceof MissingNode) {
        throw HttpProblem.malformed(
            "the body is empty; it has to be %s".formatted(format), Optional.empty());
      }
      return node;
    } catch (JsonProcessingException e) {
      throw malformed(format, e);
    } catch (NumberFormatException _) {
      throw HttpProblem.malformed(
          "the body has a number whose exponent is too large", Optional.empty());
    }
  }

  private static HttpProblem malformed(String format, JsonProcessingException e) {
    var what =
        "the body is not well-formed %s: %s"
            .formatted(format, e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    var at = e.getLocation();
    if (at == null) return HttpProblem.malformed(what, Optional.empty());
    return HttpProblem.malformed(
        "%s (line %d, column %d)".formatted(what, at.getLineNr(), at.getColumnNr()),
        Optional.of(new HttpProblem.Place(at.getLineNr(), at.getColumnNr())));
  }

  private static LoaderOptions loaderOptions() {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(NESTING_DEPTH_MAX);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(Request.BODY_BYTES_MAX);
    return options;
  }
}
