package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A function may do with each table exactly what its code does with it. An adapter holds a table
/// in a field with the table's name, so code that reads the field is code that calls the table.
class PermissionsOfTables {
  private static final Map<String, String> TABLES =
      Map.of(
          "users", "UsersTable",
          "programs", "ProgramsTable",
          "operations", "OperationsTable");

  private static final Set<String> OF_OPERATIONS = Set.of("FailureRecorder", "DlqReplayer");

  private static final Set<String> OBSERVED =
      Set.of("ATTEMPT#*", "FAILURE#*", "FAILURE_GROUPS", "REHEARSAL#*");

  private static final Set<String> UPLOADS = Set.of("TENANT#*", "UPLOAD#*", "RUNS#*");

  private final Template template = Template.read();

  @Test
  void allowWhatTheCodeDoesWithEachTableAndNothingElse() {
    assertThat(template.resources(Template.FUNCTION))
        .allSatisfy(
            function ->
                assertThat(TABLES)
                    .allSatisfy(
                        (field, table) ->
                            assertThat(allowed(function, table))
                                .as("what %s does with %s", function.id(), table)
                                .isEqualTo(done(function, field))));
  }

  @Test
  void missNoCallOfATable() {
    assertThat(template.resources(Template.FUNCTION))
        .allSatisfy(
            function -> {
              var ofTables = new TreeSet<String>();
              TABLES.keySet().forEach(field -> ofTables.addAll(done(function, field)));
              assertThat(ofTables)
                  .as(function.id())
                  .isEqualTo(tablesOnly(Permissions.actions(graph(function).callsOutside())));
            });
  }

  /// The only items of operations that a function may write are those about its own messages.
  @Test
  void allowThePipelineNothingOfOperationsButWhatItsObserverKeeps() {
    assertThat(template.queueMappings())
        .extracting(Template.Mapping::function)
        .filteredOn(function -> !OF_OPERATIONS.contains(function))
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(
                        template.allowed(function).stream()
                            .filter(
                                statement ->
                                    statement
                                        .at("Resource")
                                        .references()
                                        .contains("OperationsTable"))
                            .flatMap(statement -> keys(statement).stream()))
                    .containsAll(OBSERVED)
                    .isSubsetOf(Stream.concat(OBSERVED.stream(), UPLOADS.stream()).toList()));
  }

  private static List<String> keys(Property statement) {
    return statement
        .at("Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys")
        .texts()
        .map(Property.Text::text)
        .toList();
  }

  private static Set<String> done(Resource function, String field) {
    var graph = graph(function);
    return tablesOnly(
        Permissions.actions(
            graph.codes().stream()
                .filter(code -> reads(code, field))
                .flatMap(graph::callsOutside)));
  }

  private static boolean reads(JavaCodeUnit code, String field) {
    return code.getFieldAccesses().stream()
        .anyMatch(
            access ->
                access.getAccessType() == AccessType.GET
                    && access.getTarget().getName().equals(field));
  }

  private Set<String> allowed(Resource function, String table) {
    return tablesOnly(
        template.allowed(function.id()).stream()
            .filter(statement -> statement.at("Resource").references().contains(table))
            .flatMap(statement -> statement.at("Action").texts())
            .map(Property.Text::text)
            .filter(action -> !Permissions.OF_LAMBDA.contains(action))
            .collect(Collectors.toSet()));
  }

  private static Set<String> tablesOnly(Set<String> actions) {
    return actions.stream()
        .filter(action -> action.startsWith("dynamodb:"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static CallGraph graph(Resource function) {
    return CallGraph.of(function.properties().at("Handler").text());
  }
}
