package groundswell.dynamodb.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The tables that exist, as storage keeps them.
final class Catalog {
  private final OrderedMap<byte[]> entries;

  Catalog(Storage storage) {
    entries = storage.map("tables", Form.BYTES);
  }

  /// @param stream the number of the enabled stream
  record Entry(
      TableDefinition definition,
      String itemsMap,
      List<IndexEntry> indexes,
      Optional<ExpiriesEntry> expiries,
      OptionalInt stream,
      Item notes) {}

  /// The index at the same place in the definition.
  record IndexEntry(String map, boolean isBuilt) {}

  record ExpiriesEntry(String attribute, String map, boolean isBuilt) {}

  void put(Entry entry) {
    entries.put(entry.definition().name().getBytes(UTF_8), CatalogForm.encode(entry));
  }

  void remove(String table) {
    entries.remove(table.getBytes(UTF_8));
  }

  List<Entry> all() {
    var all = new ArrayList<Entry>();
    for (var stored = entries.walk(KeyRange.ALL, Direction.ASCENDING); stored.next(); )
      all.add(CatalogForm.decode(stored.value()));
    return all;
  }
}
