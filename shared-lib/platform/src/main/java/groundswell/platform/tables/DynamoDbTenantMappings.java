package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.ids.TenantId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.Table.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tenants' mappings in the Operations table, all of a tenant in one item: a run needs all of
/// them to recognise a file, and their limits keep the item below 140 KB.
public final class DynamoDbTenantMappings implements TenantMappings {
  private static final String MAPPINGS = "d";
  private static final String KIND = "k";
  private static final String TEXT = "m";

  private final Table operations;

  public DynamoDbTenantMappings(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
  }

  @Override
  public Stored find(TenantId tenant) {
    return operations
        .get(Item.key(Keys.tenant(tenant), Keys.MAPPINGS))
        .map(Item::of)
        .map(item -> new Stored(read(item.map(MAPPINGS)), item.number(Item.VERSION)))
        .orElseGet(() -> new Stored(List.of(), Versions.NONE));
  }

  @Override
  public boolean saveIf(TenantId tenant, Stored next, long expected) {
    var item =
        Item.at(Keys.tenant(tenant), Keys.MAPPINGS)
            .with(MAPPINGS, AttributeValue.fromM(write(next.mappings())))
            .with(Item.VERSION, next.version());
    return switch (operations.putIf(item.attributes(), Item.VERSION, expected)) {
      case PutOutcome.Put() -> true;
      case PutOutcome.Refused _ -> false;
    };
  }

  private static List<Named> read(Map<String, AttributeValue> stored) {
    var mappings = new ArrayList<Named>();
    stored.forEach(
        (name, value) -> {
          var mapping = Item.of(value.m());
          mappings.add(
              NamedMappings.own(FileKind.valueOf(mapping.text(KIND)), name, mapping.text(TEXT)));
        });
    return mappings;
  }

  private static Map<String, AttributeValue> write(List<Named> mappings) {
    var values = new TreeMap<String, AttributeValue>();
    for (var named : mappings) {
      values.put(
          named.name(),
          AttributeValue.fromM(
              Map.of(
                  KIND, AttributeValue.fromS(named.kind().name()),
                  TEXT, AttributeValue.fromS(named.text()))));
    }
    return values;
  }
}
