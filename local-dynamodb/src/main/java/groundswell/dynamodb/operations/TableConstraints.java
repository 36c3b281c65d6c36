package groundswell.dynamodb.operations;

import groundswell.dynamodb.operations.Constraints.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/// The constraints on single members of the requests that make and change tables:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html>.
final class TableConstraints {
  private static final int KEY_ATTRIBUTES_MAX = 2;
  private static final int NON_KEY_ATTRIBUTES_MAX = 20;
  private static final int ATTRIBUTE_NAME_LENGTH_MAX = 255;

  private final Constraints constraints = new Constraints();

  static void check(CreateTableRequest request) {
    var members = new TableConstraints();
    members.constraints.notNull("attributeDefinitions", given(request.hasAttributeDefinitions()));
    members.attributes(request.attributeDefinitions());
    members.constraints.notNull("keySchema", given(request.hasKeySchema()));
    if (request.hasKeySchema())
      members.keySchema("keySchema", request.keySchema(), KEY_ATTRIBUTES_MAX);
    members.constraints.oneOf(Choice.BILLING_MODE, request.billingModeAsString());
    members.throughput("provisionedThroughput", request.provisionedThroughput());
    for (var at = 0; at < request.globalSecondaryIndexes().size(); at++)
      members.index(
          "globalSecondaryIndexes.%d.member".formatted(at + 1),
          IndexRequest.of(request.globalSecondaryIndexes().get(at)));
    for (var at = 0; at < request.localSecondaryIndexes().size(); at++)
      members.index(
          "localSecondaryIndexes.%d.member".formatted(at + 1),
          IndexRequest.of(request.localSecondaryIndexes().get(at)));
    members.stream(request.streamSpecification());
    members.constraints.oneOf(Choice.TABLE_CLASS, request.tableClassAsString());
    if (request.sseSpecification() != null)
      members.constraints.oneOf(Choice.SSE_TYPE, request.sseSpecification().sseTypeAsString());
    members.constraints.check();
  }

  static void check(UpdateTableRequest request) {
    var members = new TableConstraints();
    members.attributes(request.attributeDefinitions());
    members.constraints.oneOf(Choice.BILLING_MODE, request.billingModeAsString());
    members.throughput("provisionedThroughput", request.provisionedThroughput());
    for (var at = 0; at < request.globalSecondaryIndexUpdates().size(); at++)
      members.update(
          "globalSecondaryIndexUpdates.%d.member".formatted(at + 1),
          request.globalSecondaryIndexUpdates().get(at));
    members.stream(request.streamSpecification());
    members.constraints.oneOf(Choice.TABLE_CLASS, request.tableClassAsString());
    if (request.sseSpecification() != null)
      members.constraints.oneOf(Choice.SSE_TYPE, request.sseSpecification().sseTypeAsString());
    members.constraints.check();
  }

  private void attributes(List<AttributeDefinition> attributes) {
    for (var at = 0; at < attributes.size(); at++) {
      var member = "attributeDefinitions.%d.member.".formatted(at + 1);
      var attribute = attributes.get(at);
      attributeName(member + "attributeName", attribute.attributeName());
      constraints
          .notNull(member + "attributeType", attribute.attributeTypeAsString())
          .oneOf(
              member + "attributeType", Choice.ATTRIBUTE_TYPE, attribute.attributeTypeAsString());
    }
  }

  private void keySchema(String member, List<KeySchemaElement> schema, int attributesMax) {
    constraints.size(member, schema, 1, attributesMax);
    for (var at = 0; at < schema.size(); at++) {
      var element = "%s.%d.member.".formatted(member, at + 1);
      attributeName(element + "attributeName", schema.get(at).attributeName());
      constraints
          .notNull(element + "keyType", schema.get(at).keyTypeAsString())
          .oneOf(element + "keyType", Choice.KEY_TYPE, schema.get(at).keyTypeAsString());
    }
  }

  private void attributeName(String member, @Nullable String name) {
    constraints.notNull(member, name).length(member, name, 1, ATTRIBUTE_NAME_LENGTH_MAX);
  }

  private void index(String member, IndexRequest index) {
    constraints.name(member + ".indexName", index.name());
    keySchema(
        member + ".keySchema",
        index.key(),
        switch (index.scope()) {
          case GLOBAL -> 2 * TableDefinitions.GLOBAL_KEY_ATTRIBUTES_MAX;
          case LOCAL -> KEY_ATTRIBUTES_MAX;
        });
    constraints.notNull(member + ".projection", index.projection());
    projection(member + ".projection", index.projection());
    throughput(member + ".provisionedThroughput", index.provisioned().orElse(null));
  }

  private void projection(String member, @Nullable Projection projection) {
    if (projection == null) return;
    constraints.oneOf(
        member + ".projectionType", Choice.PROJECTION_TYPE, projection.projectionTypeAsString());
    if (projection.hasNonKeyAttributes())
      constraints.size(
          member + ".nonKeyAttributes", projection.nonKeyAttributes(), 1, NON_KEY_ATTRIBUTES_MAX);
  }

  private void throughput(String member, @Nullable ProvisionedThroughput throughput) {
    if (throughput == null) return;
    constraints
        .notNull(member + ".readCapacityUnits", throughput.readCapacityUnits())
        .atLeast(member + ".readCapacityUnits", throughput.readCapacityUnits(), 1)
        .notNull(member + ".writeCapacityUnits", throughput.writeCapacityUnits())
        .atLeast(member + ".writeCapacityUnits", throughput.writeCapacityUnits(), 1);
  }

  private void stream(@Nullable StreamSpecification stream) {
    if (stream == null) return;
    constraints
        .notNull("streamSpecification.streamEnabled", stream.streamEnabled())
        .oneOf(Choice.STREAM_VIEW_TYPE, stream.streamViewTypeAsString());
  }

  private void update(String member, GlobalSecondaryIndexUpdate update) {
    if (update.create() != null) index(member + ".create", IndexRequest.of(update.create()));
    if (update.update() != null) {
      constraints.name(member + ".update.indexName", update.update().indexName());
      throughput(member + ".update.provisionedThroughput", update.update().provisionedThroughput());
    }
    if (update.delete() != null)
      constraints.name(member + ".delete.indexName", update.delete().indexName());
  }

  private static @Nullable Boolean given(boolean isGiven) {
    return isGiven ? Boolean.TRUE : null;
  }
}
