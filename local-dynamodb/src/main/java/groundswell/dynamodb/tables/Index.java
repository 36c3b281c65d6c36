package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.throughput.Throughput;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A secondary index: what it holds of each item that has its key attributes.
public final class Index implements DerivedRows {
  private final IndexDefinition definition;
  private final Layout layout;
  private final Rows rows;
  private final Set<String> projected;
  private final Optional<Throughput> throughput;
  private volatile Status status;

  public enum Status {
    /// Not all of the table's items are in it yet; it can't be read.
    BUILDING,
    ACTIVE
  }

  Index(
      KeySchema table,
      IndexDefinition definition,
      Rows rows,
      Optional<Throughput> throughput,
      Status status) {
    this.definition = definition;
    this.layout = Layout.ofIndex(table, definition);
    this.rows = rows;
    this.throughput = throughput;
    this.status = status;
    this.projected =
        layout.parts().stream()
            .map(KeyAttribute::name)
            .collect(Collectors.toCollection(HashSet::new));
    if (definition.projection() instanceof Projection.Include(var attributes))
      projected.addAll(attributes);
  }

  public IndexDefinition definition() {
    return definition;
  }

  /// The index's throughput. Empty if nothing is limited, and for a local index, which shares its
  /// table's.
  public Optional<Throughput> throughput() {
    return throughput;
  }

  public Status status() {
    return status;
  }

  public long itemCount() {
    return rows.count();
  }

  public long sizeBytes() {
    return rows.bytes();
  }

  Layout layout() {
    return layout;
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public boolean isBuilt() {
    return status == Status.ACTIVE;
  }

  @Override
  public boolean sharesRows() {
    return definition.projection() instanceof Projection.All;
  }

  void activate() {
    status = Status.ACTIVE;
  }

  @Override
  public @Nullable Entry entry(byte[] key, Item item, byte[] stored) {
    var place = layout.of(item);
    if (place == null) return null;
    return switch (definition.projection()) {
      case Projection.All() -> new Entry(place, stored, Sizes.bytes(item));
      case Projection.KeysOnly(), Projection.Include _ -> {
        var part = project(item);
        yield new Entry(place, ItemCodec.encode(part), Sizes.bytes(part));
      }
    };
  }

  private Item project(Item item) {
    var attributes = new LinkedHashMap<String, Value>();
    item.attributes()
        .forEach(
            (name, value) -> {
              if (projected.contains(name)) attributes.put(name, value);
            });
    return new Item(attributes);
  }
}
