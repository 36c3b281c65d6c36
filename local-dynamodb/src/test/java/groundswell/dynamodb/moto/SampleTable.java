package groundswell.dynamodb.moto;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The tables of a program: one with only a partition key, one with a sort key and an index.
enum SampleTable {
  SIMPLE,
  SORTED;

  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String INDEX = "ByGroup";
  static final String INDEX_PARTITION = "gk";

  String tableName() {
    return name();
  }

  static List<Value> partitions() {
    return List.of(new Value.Text("p"), new Value.Text("q"));
  }

  static List<Value> sorts() {
    return List.of(
        Value.Numeric.of(-1), Value.Numeric.of(0), Value.Numeric.of(2), Value.Numeric.of(10));
  }

  static List<Value> indexPartitions() {
    return List.of(new Value.Text("g"), new Value.Text("h"));
  }

  List<Item> keys() {
    var keys = new ArrayList<Item>();
    for (var partition : partitions()) {
      switch (this) {
        case SIMPLE -> keys.add(new Item(Map.of(PARTITION, partition)));
        case SORTED ->
            sorts().forEach(sort -> keys.add(new Item(Map.of(PARTITION, partition, SORT, sort))));
      }
    }
    return keys;
  }

  void create(DynamoDbClient client) {
    var table =
        CreateTableRequest.builder()
            .tableName(tableName())
            .billingMode(BillingMode.PAY_PER_REQUEST);
    switch (this) {
      case SIMPLE ->
          table
              .keySchema(key(PARTITION, KeyType.HASH))
              .attributeDefinitions(attribute(PARTITION, ScalarAttributeType.S));
      case SORTED ->
          table
              .keySchema(key(PARTITION, KeyType.HASH), key(SORT, KeyType.RANGE))
              .attributeDefinitions(
                  attribute(PARTITION, ScalarAttributeType.S),
                  attribute(SORT, ScalarAttributeType.N),
                  attribute(INDEX_PARTITION, ScalarAttributeType.S))
              .globalSecondaryIndexes(index());
    }
    client.createTable(table.build());
  }

  private static GlobalSecondaryIndex index() {
    return GlobalSecondaryIndex.builder()
        .indexName(INDEX)
        .keySchema(key(INDEX_PARTITION, KeyType.HASH), key(SORT, KeyType.RANGE))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
