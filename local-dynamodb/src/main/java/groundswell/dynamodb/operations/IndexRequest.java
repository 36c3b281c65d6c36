package groundswell.dynamodb.operations;

import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/// An index as requested, in any of the three requests that can ask for one.
record IndexRequest(
    Scope scope,
    String name,
    List<KeySchemaElement> key,
    Projection projection,
    Optional<ProvisionedThroughput> provisioned,
    Optional<OnDemandThroughput> onDemand) {

  static IndexRequest of(LocalSecondaryIndex index) {
    return new IndexRequest(
        Scope.LOCAL,
        index.indexName(),
        index.keySchema(),
        index.projection(),
        Optional.empty(),
        Optional.empty());
  }

  static IndexRequest of(GlobalSecondaryIndex index) {
    return global(
        index.indexName(),
        index.keySchema(),
        index.projection(),
        index.provisionedThroughput(),
        index.onDemandThroughput());
  }

  static IndexRequest of(CreateGlobalSecondaryIndexAction index) {
    return global(
        index.indexName(),
        index.keySchema(),
        index.projection(),
        index.provisionedThroughput(),
        index.onDemandThroughput());
  }

  private static IndexRequest global(
      String name,
      List<KeySchemaElement> key,
      Projection projection,
      @Nullable ProvisionedThroughput provisioned,
      @Nullable OnDemandThroughput onDemand) {
    return new IndexRequest(
        Scope.GLOBAL,
        name,
        key,
        projection,
        Optional.ofNullable(provisioned),
        Optional.ofNullable(onDemand));
  }
}
