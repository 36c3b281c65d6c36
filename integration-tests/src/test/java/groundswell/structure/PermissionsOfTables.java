package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import groundswell.operations.failures.FailureBy;
import groundswell.structure.Template.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

  private static final Pattern INDEX = Pattern.compile("[$][{](\\w+)[.]Arn}/index/([*]|\\w+)");

  private static final Set<String> OF_FAILURES =
      Arrays.stream(FailureBy.values()).map(FailureBy::index).collect(Collectors.toSet());

  /// The indexes that functions query; the others query none. Operators look failures up by
  /// anything, and redrives take them by the same filters. A tenant sees those of an upload,
  /// and lists its members. So do a complete file of members and the removal of a tenant.
  private static final Map<String, Set<String>> INDEXES =
      Map.of(
          "OperatorApi",
          OF_FAILURES,
          "DlqReplayer",
          OF_FAILURES,
          "Api",
          Set.of(FailureBy.UPLOAD.index(), "MembersByTenant"),
          "ProgressCalculator",
          Set.of("MembersByTenant"),
          "UploadPartitioner",
          Set.of("MembersByTenant"),
          "Eraser",
          Set.of("MembersByTenant"));

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

  @Test
  void allowNoIndexButThoseThatTheFunctionQueries() {
    assertThat(template.resources(Template.FUNCTION))
        .allSatisfy(
            function ->
                assertThat(indexes(function))
                    .as("indexes that %s may query", function.id())
                    .containsExactlyInAnyOrderElementsOf(
                        INDEXES.getOrDefault(function.id(), Set.of())));
  }

  @Test
  void allowNothingOfAnIndexButQueries() {
    assertThat(template.resources(Template.FUNCTION))
        .flatMap(function -> template.allowed(function.id()))
        .filteredOn(
            statement -> statement.at("Resource").texts().anyMatch(PermissionsOfTables::isIndex))
        .hasSize(INDEXES.size() + 1) // those of the API are in two tables
        .allMatch(statement -> statement.at("Action").is("dynamodb:Query"), "queries only")
        .allMatch(statement -> statement.at("Resource").items().size() == 1, "the index only");
  }

  private static boolean isIndex(Property.Text resource) {
    return resource.text().contains("/index/");
  }

  /// The names of the indexes in a function's role; `*` stands for all of a table.
  private Set<String> indexes(Resource function) {
    return template.allowed(function.id()).stream()
        .flatMap(statement -> statement.at("Resource").texts())
        .filter(PermissionsOfTables::isIndex)
        .flatMap(resource -> indexes(resource.text()))
        .collect(Collectors.toSet());
  }

  private Stream<String> indexes(String resource) {
    var named = INDEX.matcher(resource);
    assertThat(named.matches()).as(resource).isTrue();
    var ofTable =
        template.resource(named.group(1)).properties().at("GlobalSecondaryIndexes").items().stream()
            .map(index -> index.at("IndexName").text())
            .toList();
    if (named.group(2).equals("*")) return ofTable.stream();
    assertThat(ofTable).contains(named.group(2));
    return Stream.of(named.group(2));
  }

  /// The only items of operations that a function may write are those about its own messages.
  @Test
  void allowThePipelineNothingOfOperationsButWhatItsObserverKeeps() {
    assertThat(template.queueMappings())
        .extracting(Template.Mapping::function)
        .filteredOn(function -> !OF_OPERATIONS.contains(function))
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var ofOperations =
                  template.allowed(function).stream()
                      .filter(
                          statement ->
                              statement.at("Resource").references().contains("OperationsTable"))
                      .toList();
              assertThat(ofOperations)
                  .allMatch(statement -> !keys(statement).isEmpty(), "only for some keys")
                  .flatMap(PermissionsOfTables::keys)
                  .containsAll(OBSERVED)
                  .isSubsetOf(Stream.concat(OBSERVED.stream(), UPLOADS.stream()).toList());
            });
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
