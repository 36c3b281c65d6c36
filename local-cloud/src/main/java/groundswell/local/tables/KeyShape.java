package groundswell.local.tables;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// What cannot change about a table while it holds items, as text.
///
/// @param keys for example `PK HASH S, SK RANGE S`
/// @param indexes the keys of each index, and what it projects
record KeyShape(String keys, Map<String, String> indexes, boolean streamed) {

  static KeyShape of(CreateTableRequest request) {
    var types = types(request.attributeDefinitions());
    var indexes = new TreeMap<String, String>();
    request
        .globalSecondaryIndexes()
        .forEach(
            index ->
                indexes.put(
                    index.indexName(), index(index.keySchema(), index.projection(), types)));
    return new KeyShape(
        keys(request.keySchema(), types), indexes, streamed(request.streamSpecification()));
  }

  static KeyShape of(TableDescription table) {
    var types = types(table.attributeDefinitions());
    var indexes = new TreeMap<String, String>();
    table
        .globalSecondaryIndexes()
        .forEach(
            index ->
                indexes.put(
                    index.indexName(), index(index.keySchema(), index.projection(), types)));
    return new KeyShape(
        keys(table.keySchema(), types), indexes, streamed(table.streamSpecification()));
  }

  private static Map<String, String> types(Collection<AttributeDefinition> definitions) {
    return definitions.stream()
        .collect(
            Collectors.toMap(
                AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
  }

  private static String keys(List<KeySchemaElement> schema, Map<String, String> types) {
    return schema.stream()
        .map(
            key ->
                "%s %s %s"
                    .formatted(
                        key.attributeName(), key.keyTypeAsString(), types.get(key.attributeName())))
        .collect(Collectors.joining(", "));
  }

  private static String index(
      List<KeySchemaElement> schema, Projection projection, Map<String, String> types) {
    return "%s, projecting %s%s"
        .formatted(
            keys(schema, types),
            projection.projectionTypeAsString(),
            projection.nonKeyAttributes().stream()
                .sorted()
                .map(" "::concat)
                .collect(Collectors.joining()));
  }

  private static boolean streamed(@Nullable StreamSpecification stream) {
    return Optional.ofNullable(stream).map(StreamSpecification::streamEnabled).orElse(false);
  }

  @Override
  public String toString() {
    return "keys %s, indexes %s, %s stream".formatted(keys, indexes, streamed ? "a" : "no");
  }
}
