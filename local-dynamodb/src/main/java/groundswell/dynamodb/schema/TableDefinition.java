package groundswell.dynamodb.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The part of a table's description that decides how its items are stored and found.
public record TableDefinition(String name, KeySchema key, List<IndexDefinition> indexes) {

  /// @param sortKey empty where the partition key alone is the key
  public record KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {}

  public record KeyAttribute(String name, KeyType type) {}

  public enum KeyType {
    S,
    N,
    B
  }

  public record IndexDefinition(String name, Scope scope, KeySchema key, Projection projection) {
    public enum Scope {
      GLOBAL,
      LOCAL
    }
  }

  /// What an index holds of an item, besides the keys of table and index.
  public sealed interface Projection {
    record All() implements Projection {}

    record KeysOnly() implements Projection {}

    record Include(Set<String> attributes) implements Projection {}
  }
}
