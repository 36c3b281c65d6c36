package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.ids.TenantId;
import java.util.List;

/// The tenants' mappings in the Operations table, all of a tenant in one item: a run needs all of
/// them to recognise a file, and their limits keep the item below 140 KB.
public final class DynamoDbTenantMappings implements TenantMappings {
  private static final String MAPPINGS = "d";
  private static final String KIND = "k";
  private static final String TEXT = "m";

  private final Table operations;

  public DynamoDbTenantMappings(Table operations) {
    this.operations = operations;
  }

  @Override
  public Stored find(TenantId tenant) {
    return operations
        .get(key(tenant))
        .map(item -> new Stored(read(item.map(MAPPINGS)), item.number(Item.VERSION)))
        .orElseGet(() -> new Stored(List.of(), Versions.NONE));
  }

  @Override
  public boolean saveIf(TenantId tenant, Stored next, long expected) {
    var item =
        Item.at(key(tenant))
            .with(MAPPINGS, write(next.mappings()))
            .with(Item.VERSION, next.version());
    return operations.putIf(item, expected).isWritten();
  }

  private static Key key(TenantId tenant) {
    return new Key(Keys.tenant(tenant), Keys.MAPPINGS);
  }

  private static List<Named> read(Item stored) {
    return stored.names().stream()
        .map(
            name -> {
              var mapping = stored.map(name);
              var kind = FileKind.valueOf(mapping.text(KIND));
              return NamedMappings.own(kind, name, mapping.text(TEXT));
            })
        .toList();
  }

  private static Item write(List<Named> mappings) {
    var values = Item.empty();
    for (var named : mappings) {
      values.with(
          named.name(), Item.empty().with(KIND, named.kind().name()).with(TEXT, named.text()));
    }
    return values;
  }
}
