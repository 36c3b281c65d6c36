package groundswell.local.iam;

import static groundswell.local.iam.RequiredPermissions.ofKey;

import groundswell.local.calls.Call;
import groundswell.local.template.Roles;
import groundswell.local.template.Topology.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Permissions for calls of tables, with the partition keys that they touch as
/// `dynamodb:LeadingKeys`:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html>.
final class TablePermissions {
  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  /// `name = :value` in a key condition; it may stand on either side of AND.
  private static final Pattern EQUALITY = Pattern.compile("([#\\w]+)\\s*=\\s*(:\\w+)");

  private final Map<String, Table> tables;
  private final Roles roles;

  TablePermissions(Collection<Table> tables, Roles roles) {
    this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    this.roles = roles;
  }

  List<Permission> of(Call call) {
    return switch (call.request()) {
      case GetItemRequest r -> one("GetItem", r.tableName(), r.key());
      case PutItemRequest r -> one("PutItem", r.tableName(), r.item());
      case UpdateItemRequest r -> one("UpdateItem", r.tableName(), r.key());
      case DeleteItemRequest r -> one("DeleteItem", r.tableName(), r.key());
      case BatchGetItemRequest r ->
          each(r.requestItems(), (table, keys) -> permissions("BatchGetItem", table, keys.keys()));
      case BatchWriteItemRequest r ->
          each(
              r.requestItems(),
              (table, writes) -> permissions("BatchWriteItem", table, keys(writes)));
      case TransactGetItemsRequest r ->
          r.transactItems().stream()
              .flatMap(item -> one("GetItem", item.get().tableName(), item.get().key()).stream())
              .toList();
      case TransactWriteItemsRequest r ->
          r.transactItems().stream().flatMap(this::transacted).toList();
      case QueryRequest r -> query(r);
      case ScanRequest r -> permissions("Scan", r.tableName(), List.of());
      case DescribeTableRequest r -> permissions("DescribeTable", r.tableName(), List.of());
      case Object other -> throw RequiredPermissions.unknown(other);
    };
  }

  private interface OfTable<V> {
    List<Permission> of(String table, V what);
  }

  private static <V> List<Permission> each(Map<String, V> byTable, OfTable<V> permissions) {
    return byTable.entrySet().stream()
        .flatMap(entry -> permissions.of(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private Stream<Permission> transacted(TransactWriteItem item) {
    var permissions = new ArrayList<Permission>();
    if (item.put() != null) {
      permissions.addAll(one("PutItem", item.put().tableName(), item.put().item()));
    }
    if (item.update() != null) {
      permissions.addAll(one("UpdateItem", item.update().tableName(), item.update().key()));
    }
    if (item.delete() != null) {
      permissions.addAll(one("DeleteItem", item.delete().tableName(), item.delete().key()));
    }
    if (item.conditionCheck() != null) {
      permissions.addAll(
          one(
              "ConditionCheckItem",
              item.conditionCheck().tableName(),
              item.conditionCheck().key()));
    }
    return permissions.stream();
  }

  private static List<Map<String, AttributeValue>> keys(List<WriteRequest> writes) {
    return writes.stream()
        .map(
            write ->
                write.putRequest() == null
                    ? write.deleteRequest().key()
                    : write.putRequest().item())
        .toList();
  }

  private List<Permission> one(String action, String table, Map<String, AttributeValue> key) {
    return permissions(action, table, List.of(key));
  }

  private List<Permission> permissions(
      String action, String name, List<Map<String, AttributeValue>> keys) {
    var table = table(name);
    var partitionKey = table.partitionKey().attribute();
    return permissions(
        action, table, table.arn(), keys.stream().map(key -> text(key.get(partitionKey))).toList());
  }

  private List<Permission> permissions(
      String action, Table table, String resource, List<String> leadingKeys) {
    Map<String, List<String>> context =
        leadingKeys.isEmpty()
            ? Map.of()
            : Map.of(LEADING_KEYS, leadingKeys.stream().distinct().toList());
    return Stream.concat(
            Stream.of(new Permission("dynamodb:" + action, resource, context)),
            ofKey(roles, table.arn(), "Decrypt"))
        .toList();
  }

  private List<Permission> query(QueryRequest query) {
    var table = table(query.tableName());
    if (query.indexName() == null) {
      return permissions(
          "Query",
          table,
          table.arn(),
          leadingKey(query, table.partitionKey().attribute()).stream().toList());
    }
    var index =
        table.indexes().stream()
            .filter(each -> each.name().equals(query.indexName()))
            .findFirst()
            .orElseThrow();
    return permissions(
        "Query",
        table,
        table.arn() + "/index/" + index.name(),
        leadingKey(query, index.partitionKey().attribute()).stream().toList());
  }

  private static Optional<String> leadingKey(QueryRequest query, String partitionKey) {
    return EQUALITY
        .matcher(query.keyConditionExpression())
        .results()
        .filter(
            equality -> {
              var name = equality.group(1);
              return query.expressionAttributeNames().getOrDefault(name, name).equals(partitionKey);
            })
        .map(equality -> text(query.expressionAttributeValues().get(equality.group(2))))
        .findFirst();
  }

  private static String text(@Nullable AttributeValue key) {
    if (key == null) return "";
    return switch (key.type()) {
      case S -> key.s();
      case N -> key.n();
      case B -> key.b().asUtf8String();
      case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("a key of type " + key.type());
    };
  }

  private Table table(String name) {
    var table = tables.get(name);
    if (table == null) throw new IllegalArgumentException("no table " + name);
    return table;
  }
}
