package groundswell.http.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Whether answers are as `api/openapi.yaml` describes them.
public final class AnswerCheck {
  private static final ApiDocument DOCUMENT = ApiDocument.OURS;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

  /// Codes that every operation can answer.
  private static final Set<String> COMMON =
      Set.copyOf(
          DOCUMENT
              .at("/components/responses/Problem/x-problem-codes")
              .valueStream()
              .map(JsonNode::asText)
              .toList());

  private AnswerCheck() {}

  /// What is wrong with an answer, a sentence each.
  ///
  /// @param operation null if the document has none for the request
  /// @param headers by name in lower case
  public static List<String> mistakes(
      ApiDocument.@Nullable Operation operation,
      int status,
      Map<String, String> headers,
      String body) {
    if (operation == null)
      return status == 404 ? List.of() : List.of("an unknown route answered " + status);
    var answer = operation.answer(status);
    var type = headers.getOrDefault("content-type", "").split(";", 2)[0];
    var content = answer.path("content").path(type);
    if (status < 400 && !operation.statuses().contains("" + status))
      return List.of("status %d is not described".formatted(status));
    boolean isEmpty = answer.path("content").isMissingNode();
    if (isEmpty && !body.isEmpty())
      return List.of("status %d has a body that is not described".formatted(status));
    if (!isEmpty && content.isMissingNode())
      return List.of("status %d with content type \"%s\" is not described".formatted(status, type));
    var mistakes = new ArrayList<String>();
    if (!isEmpty)
      for (var error : errors(content.path("schema"), body)) mistakes.add(error.toString());
    for (var header : answer.path("headers").properties())
      if (DOCUMENT.resolved(header.getValue()).path("required").asBoolean()
          && !headers.containsKey(header.getKey().toLowerCase(Locale.ROOT)))
        mistakes.add("header %s is missing".formatted(header.getKey()));
    if (headers.containsKey("etag") && !answer.path("headers").has("ETag"))
      mistakes.add("header ETag is not described");
    if (type.equals("application/problem+json")) mistakes.addAll(mistakesOfCode(operation, body));
    return mistakes;
  }

  private static List<String> mistakesOfCode(ApiDocument.Operation operation, String body) {
    var code = parsed(body).path("code").asText();
    return COMMON.contains(code) || operation.codes().contains(code)
        ? List.of()
        : List.of("code %s is not among those of %s".formatted(code, operation));
  }

  /// The errors of a value against a schema of the document.
  ///
  /// @param schema `{"$ref": "#/components/schemas/…"}`
  public static List<Error> errors(JsonNode schema, String value) {
    return KNOWN
        .computeIfAbsent(schema.path("$ref").asText(), AnswerCheck::compiled)
        .validate(parsed(value));
  }

  private static Schema compiled(String reference) {
    var schema = JSON.createObjectNode().put("$ref", reference);
    schema.putObject("components").set("schemas", DOCUMENT.at("/components/schemas"));
    return SCHEMAS.getSchema(schema);
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }
}
