package groundswell.dynamodb.operations;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.tables.WriteOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Adds up what one request consumes from one table and its indexes.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html>
final class Consumption {
  /// Only transactions report reads and writes apart.
  enum Kind {
    PLAIN,
    TRANSACTIONAL_READ,
    TRANSACTIONAL_WRITE
  }

  private final TableDefinition table;
  private final Kind kind;
  private double tableUnits;
  private final Map<String, Double> localIndexUnits = new LinkedHashMap<>(0);
  private final Map<String, Double> globalIndexUnits = new LinkedHashMap<>(0);

  Consumption(TableDefinition table, Kind kind) {
    this.table = table;
    this.kind = kind;
  }

  static @Nullable ConsumedCapacity ofWrite(
      @Nullable String wanted, TableDefinition table, WriteOutcome.Applied outcome) {
    if (!isWanted(wanted)) return null;
    var consumption = new Consumption(table, Kind.PLAIN);
    consumption.add(outcome, 1);
    return consumption.told(wanted);
  }

  static boolean isWanted(@Nullable String wanted) {
    return wanted != null && !wanted.equals("NONE");
  }

  void add(WriteOutcome.Applied outcome, int factor) {
    add((double) outcome.tableUnits() * factor, outcome.indexUnits(), factor);
  }

  void add(double units, List<WriteOutcome.IndexUnits> indexes, int factor) {
    tableUnits += units;
    for (var index : indexes) addIndex(index.index(), (double) index.units() * factor);
  }

  void addTable(double units) {
    tableUnits += units;
  }

  void addIndex(String index, double units) {
    if (units > 0)
      (isLocal(index) ? localIndexUnits : globalIndexUnits).merge(index, units, Double::sum);
  }

  private boolean isLocal(String name) {
    for (var index : table.indexes())
      if (index.name().equals(name)) return index.scope() == Scope.LOCAL;
    return false;
  }

  /// @param wanted `TOTAL`, `INDEXES`, or nothing
  @Nullable ConsumedCapacity told(@Nullable String wanted) {
    if (!isWanted(wanted)) return null;
    var total = tableUnits + sum(localIndexUnits) + sum(globalIndexUnits);
    var capacity = ConsumedCapacity.builder().tableName(table.name()).capacityUnits(total);
    if (kind == Kind.TRANSACTIONAL_READ) capacity.readCapacityUnits(total);
    if (kind == Kind.TRANSACTIONAL_WRITE) capacity.writeCapacityUnits(total);
    if ("INDEXES".equals(wanted)) {
      capacity.table(part(tableUnits));
      if (!localIndexUnits.isEmpty()) capacity.localSecondaryIndexes(parts(localIndexUnits));
      if (!globalIndexUnits.isEmpty()) capacity.globalSecondaryIndexes(parts(globalIndexUnits));
    }
    return capacity.build();
  }

  private Map<String, Capacity> parts(Map<String, Double> units) {
    var parts = new LinkedHashMap<String, Capacity>();
    units.forEach((index, each) -> parts.put(index, part(each)));
    return parts;
  }

  private Capacity part(double units) {
    var part = Capacity.builder().capacityUnits(units);
    if (kind == Kind.TRANSACTIONAL_READ) part.readCapacityUnits(units);
    if (kind == Kind.TRANSACTIONAL_WRITE) part.writeCapacityUnits(units);
    return part.build();
  }

  private static double sum(Map<String, Double> units) {
    var sum = 0.0;
    for (var each : units.values()) sum += each;
    return sum;
  }
}
