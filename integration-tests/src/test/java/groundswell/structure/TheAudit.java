package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who did what, when and why: append-only lines in the Operations table, and in a log that no
/// function writes to.
class TheAudit {
  static final String TABLE = "OperationsTable";

  /// Actions that change or delete a line.
  private static final Set<String> CHANGES =
      Set.of("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem");

  private final Template template = Template.read();
  private final String prefix = prefixInTheCode();

  @Test
  void isWrittenByThoseThatAuditAndChangedByNone() {
    assertThat(writers())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              assertThat(deniedOnLines(function)).containsAll(CHANGES);
              assertThat(deniedOnLines(function).contains("dynamodb:PutItem"))
                  .as("put by %s", function.id())
                  .isEqualTo(!audits(function));
            })
        .anyMatch(TheAudit::audits);
  }

  @Test
  void goesToALogThatNoFunctionWritesTo() {
    var pipe = template.resource("AuditPipe").properties();
    var log = pipe.at("Target").reference().orElseThrow();

    assertThat(pipe.at("Source").reference()).hasValue(TABLE);
    assertThat(pipe.at("SourceParameters", "FilterCriteria", "Filters").texts())
        .singleElement()
        .satisfies(
            pattern ->
                assertThat(pattern.text())
                    .contains("{\"prefix\": \"%s\"}".formatted(prefix))
                    .contains("\"eventName\": [\"INSERT\"]"));
    assertThat(template.resources(Template.FUNCTION))
        .flatMap(function -> template.allowed(function.id()))
        .noneMatch(statement -> statement.references().contains(log));
  }

  private List<Resource> writers() {
    return template.resources(Template.FUNCTION).stream()
        .filter(
            function ->
                template.allowed(function.id()).stream()
                    .filter(statement -> statement.at("Resource").references().contains(TABLE))
                    .flatMap(TheAudit::actions)
                    .anyMatch(action -> CHANGES.contains(action) || action.endsWith(":PutItem")))
        .toList();
  }

  private Set<String> deniedOnLines(Resource function) {
    return template.denied(function.id()).stream()
        .filter(statement -> statement.at("Resource").references().contains(TABLE))
        .filter(
            statement ->
                statement
                    .at("Condition", "ForAnyValue:StringLike", "dynamodb:LeadingKeys")
                    .items()
                    .stream()
                    .anyMatch(key -> key.is(prefix + "*")))
        .flatMap(TheAudit::actions)
        .collect(Collectors.toSet());
  }

  private static Stream<String> actions(Property statement) {
    return statement.at("Action").texts().map(Property.Text::text);
  }

  private static boolean audits(Resource function) {
    return CallGraph.of(function.properties().at("Handler").text()).codes().stream()
        .anyMatch(
            code ->
                code.getOwner().getSimpleName().equals("DynamoDbAudit")
                    && code.getName().equals("append"));
  }

  private static String prefixInTheCode() {
    return OurClasses.SOURCES.stream()
        .filter(file -> file.endsWith("DynamoDbAudit.java"))
        .map(Repository::text)
        .flatMap(
            text ->
                Pattern.compile("PREFIX = \"([^\"]+)\"")
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
