package groundswell.structure;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.http.ProblemCode;
import groundswell.http.testing.AnswerCheck;
import groundswell.http.testing.ApiDocument;
import groundswell.http.testing.ApiDocument.Operation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// `api/openapi.yaml` describes the routes of the template, and what the functions send.
class TheApiDocument {
  private static final ApiDocument DOCUMENT = ApiDocument.OURS;
  private static final List<Operation> OPERATIONS = DOCUMENT.operations();
  private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");
  private static final Pattern VARIABLE = Pattern.compile("[{]([a-z]+)[}]");

  @Test
  void hasTheRoutesOfTheTemplate() {
    var routes =
        Template.read()
            .routes()
            .map(route -> route.at("Method").text() + " " + route.at("Path").text())
            .toList();

    assertThat(OPERATIONS.stream().map(Operation::routeKey))
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void namesEachOperationOnce() {
    assertThat(OPERATIONS.stream().map(Operation::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)+"));
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void declaresTheVariablesOfEachPath(Operation operation) {
    assertThat(operation.parameters("path"))
        .containsExactlyInAnyOrderElementsOf(
            VARIABLE.matcher(operation.path()).results().map(it -> it.group(1)).toList());
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void describesTheAnswersOfEachCode(Operation operation) {
    var common = texts(DOCUMENT.at("/components/responses/Problem/x-problem-codes"));
    var statuses =
        codes(operation.codes())
            .map(code -> "" + code.status())
            .collect(toCollection(HashSet::new));
    var ofCommon = codes(common).map(code -> "" + code.status()).collect(toSet());

    assertThat(operation.codes()).doesNotContainAnyElementsOf(common);
    statuses.removeAll(ofCommon.stream().filter(status -> !status.equals("429")).toList());
    assertThat(operation.statuses().stream().filter(status -> status.startsWith("4")))
        .containsExactlyInAnyOrderElementsOf(statuses);
    assertThat(operation.at("responses").path("default").path("$ref").asText())
        .isEqualTo("#/components/responses/Problem");
  }

  @Test
  void listsTheCodesOfProblems() {
    assertThat(texts(SCHEMAS.path("ProblemCode").path("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
  }

  /// A code that nothing answers any more would stay for ever.
  @Test
  void saysWhereEachCodeCanBeMet() {
    var met = new TreeSet<>(texts(DOCUMENT.at("/components/responses/Problem/x-problem-codes")));
    OPERATIONS.forEach(operation -> met.addAll(operation.codes()));
    met.add(ProblemCode.UNKNOWN_ROUTE.text()); // only a function that the gateway does not know

    assertThat(met)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
  }

  @Test
  void hasASchemaForEachRecordThatIsSent() {
    assertThat(ViewsOfTheApi.namesWithoutRecord()).isEmpty();
    ViewsOfTheApi.all()
        .forEach(
            (name, view) -> {
              assertThat(SCHEMAS.has(name)).as("a schema %s for %s", name, view).isTrue();
              assertThat(fields(SCHEMAS.path(name)))
                  .as("fields of %s", name)
                  .isEqualTo(ViewsOfTheApi.fields(view));
            });
  }

  @Test
  void givesEachFieldTheTypeThatIsSent() {
    ViewsOfTheApi.all()
        .forEach(
            (name, view) ->
                ViewsOfTheApi.types(view)
                    .forEach(
                        (field, types) ->
                            assertThat(types)
                                .as("type of %s in %s", field, name)
                                .contains(type(property(SCHEMAS.path(name), field)))));
  }

  /// Schemas that admit no other fields describe what codecs write. They are checked with each
  /// answer.
  @Test
  void hasARecordForEachSchemaThatIsSent() {
    var sent = new TreeSet<String>();
    OPERATIONS.forEach(operation -> addSchemas(operation.at("responses"), sent));
    sent.remove("GatewayMessage");

    assertThat(
            sent.stream()
                .filter(name -> !fields(SCHEMAS.path(name)).isEmpty())
                .filter(name -> !SCHEMAS.path(name).has("additionalProperties")))
        .containsExactlyInAnyOrderElementsOf(ViewsOfTheApi.all().keySet());
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void hasExamplesThatFit(Operation operation) {
    var bodies =
        Stream.concat(
                Stream.of(operation.at("requestBody")), operation.at("responses").valueStream())
            .map(DOCUMENT::resolved);

    assertThat(
            bodies
                .flatMap(body -> body.path("content").valueStream())
                .filter(content -> content.has("example"))
                .flatMap(
                    content ->
                        AnswerCheck.errors(
                            content.path("schema"), content.path("example").toString())
                            .stream()))
        .isEmpty();
    assertThat(operation.at("requestBody").isMissingNode()).isEqualTo(operation.body().isEmpty());
  }

  /// Each as `name`, or `name?` if it can be left out.
  private static Set<String> fields(JsonNode schema) {
    var required = texts(schema.path("required"));
    var fields =
        schema.path("properties").properties().stream()
            .map(field -> field.getKey() + (required.contains(field.getKey()) ? "" : "?"))
            .collect(toCollection(TreeSet::new));
    schema.path("allOf").forEach(part -> fields.addAll(fields(DOCUMENT.resolved(part))));
    return fields;
  }

  private static JsonNode property(JsonNode schema, String field) {
    if (schema.path("properties").has(field)) return schema.path("properties").path(field);
    return schema
        .path("allOf")
        .valueStream()
        .map(part -> property(DOCUMENT.resolved(part), field))
        .findFirst()
        .orElseThrow();
  }

  /// `string`, `array` and so on, or the name of a schema that a record is written by.
  private static String type(JsonNode property) {
    var name = property.path("$ref").asText().replaceFirst(".*/", "");
    return ViewsOfTheApi.all().containsKey(name)
        ? name
        : DOCUMENT.resolved(property).path("type").asText();
  }

  /// The names of all schemas that a part of the document leads to.
  private static void addSchemas(JsonNode part, Set<String> found) {
    var reference = part.path("$ref").asText();
    boolean isKnown =
        reference.startsWith("#/components/schemas/")
            && !found.add(reference.substring(reference.lastIndexOf('/') + 1));
    if (isKnown) return;
    if (!reference.isEmpty()) addSchemas(DOCUMENT.resolved(part), found);
    part.forEach(inner -> addSchemas(inner, found));
  }

  private static Stream<ProblemCode> codes(Set<String> texts) {
    return Arrays.stream(ProblemCode.values()).filter(code -> texts.contains(code.text()));
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(toSet());
  }
}
