package groundswell.dynamodb.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The part of a table's description that decides how its items are stored and found.
public record TableDefinition(String name, KeySchema key, List<IndexDefinition> indexes) {

  /// A table or local index has one partition key and at most one sort key; a global index may have
  /// up to four of each:
  /// developerguide/GSI.DesignPattern.MultiAttributeKeys.html.
  ///
  /// @param partitionKeys together they decide an item's partition
  /// @param sortKeys the first sorts first; empty if the partition keys alone are the key
  public record KeySchema(List<KeyAttribute> partitionKeys, List<KeyAttribute> sortKeys) {
    public KeySchema {
      partitionKeys = List.copyOf(partitionKeys);
      sortKeys = List.copyOf(sortKeys);
    }

    public KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {
      this(List.of(partitionKey), sortKey.stream().toList());
    }

    /// The first partition key; the only one of a table or local index.
    public KeyAttribute partitionKey() {
      return partitionKeys.getFirst();
    }

    /// The first sort key; the only one of a table or local index.
    public Optional<KeyAttribute> sortKey() {
      return sortKeys.isEmpty() ? Optional.empty() : Optional.of(sortKeys.getFirst());
    }

    public List<KeyAttribute> attributes() {
      if (sortKeys.isEmpty()) return partitionKeys;
      var attributes = new ArrayList<>(partitionKeys);
      attributes.addAll(sortKeys);
      return attributes;
    }
  }

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
