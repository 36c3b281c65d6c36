package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// Lists, describes and deletes tables.
final class Tables {
  private static final int PAGE_TABLES_MAX = 100;

  private final Engine engine;

  Tables(Engine engine) {
    this.engine = engine;
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html>
  DescribeTableResponse describe(DescribeTableRequest request) {
    var table = engine.tableNamed(TableNames.ofTableRequest(request.tableName()));
    return DescribeTableResponse.builder().table(new Descriptions(engine).of(table)).build();
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html>
  ListTablesResponse list(ListTablesRequest request) {
    var start = request.exclusiveStartTableName();
    new Constraints()
        .pattern("exclusiveStartTableName", start)
        .length(
            "exclusiveStartTableName",
            start,
            Constraints.NAME_LENGTH_MIN,
            Constraints.NAME_LENGTH_MAX)
        .atLeast("limit", request.limit(), 1)
        .atMost("limit", request.limit(), PAGE_TABLES_MAX)
        .check();
    var limit = request.limit() == null ? PAGE_TABLES_MAX : request.limit();
    List<String> rest =
        engine.database().tableNames().stream()
            .filter(name -> start == null || name.compareTo(start) > 0)
            .limit(limit + 1L)
            .toList();
    if (rest.size() <= limit) return ListTablesResponse.builder().tableNames(rest).build();
    return ListTablesResponse.builder()
        .tableNames(rest.subList(0, limit))
        .lastEvaluatedTableName(rest.get(limit - 1))
        .build();
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html>
  DeleteTableResponse delete(DeleteTableRequest request) {
    var name = TableNames.ofTableRequest(request.tableName());
    var table = engine.tableNamed(name);
    var settings = engine.settings(table);
    if (settings.status(engine.now()) != TableStatus.ACTIVE)
      throw Errors.resourceInUse(
          "Attempt to change a resource which is still in use: Table is being %s: %s"
              .formatted(
                  settings.changing() == TableStatus.CREATING ? "created" : "updated", name));
    if (Boolean.TRUE.equals(settings.description().deletionProtectionEnabled()))
      throw Errors.validation(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    var description = new Descriptions(engine).of(table, TableStatus.DELETING);
    engine.database().drop(table);
    return DeleteTableResponse.builder().tableDescription(description).build();
  }
}
