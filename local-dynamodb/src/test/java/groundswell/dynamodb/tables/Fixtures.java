package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.options.Options.Throughput;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.schema.TableDefinition.KeyType;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/// Engines, tables and items for tests.
public final class Fixtures {
  private Fixtures() {}

  /// In memory, in virtual time, every read up to date.
  public static Options options(VirtualTime time) {
    return options(time, Duration.ZERO, Options.Streams.standard(), 1);
  }

  public static Options options(
      VirtualTime time, Duration lagMax, Options.Streams streams, long seed) {
    return new Options(
        "us-east-1",
        "000000000000",
        time,
        new SplittableRandom(seed),
        time,
        Optional.empty(),
        Long.MAX_VALUE,
        Throughput.UNLIMITED,
        lagMax,
        streams,
        Duration.ZERO);
  }

  public static Options inFile(VirtualTime time, Path file) {
    var memory = options(time);
    return new Options(
        memory.region(),
        memory.accountId(),
        time,
        memory.random(),
        time,
        Optional.of(file),
        memory.bytesMax(),
        memory.throughput(),
        memory.replicationLagMax(),
        memory.streams(),
        memory.tableChangeTime());
  }

  /// A table of walks, by member and day.
  public static TableDefinition walks(IndexDefinition... indexes) {
    return new TableDefinition("Walks", key("member", "day"), List.of(indexes));
  }

  public static KeySchema key(String partition, String sort) {
    return new KeySchema(
        new KeyAttribute(partition, KeyType.S), Optional.of(new KeyAttribute(sort, KeyType.S)));
  }

  /// Who walked most in a town.
  public static IndexDefinition bySteps(Projection projection) {
    return new IndexDefinition(
        "BySteps",
        Scope.GLOBAL,
        new KeySchema(
            new KeyAttribute("town", KeyType.S), Optional.of(new KeyAttribute("steps", KeyType.N))),
        projection);
  }

  /// A member's best-rated days.
  public static IndexDefinition byRating() {
    return new IndexDefinition(
        "ByRating",
        Scope.LOCAL,
        new KeySchema(
            new KeyAttribute("member", KeyType.S),
            Optional.of(new KeyAttribute("rating", KeyType.N))),
        new Projection.KeysOnly());
  }

  public static Key walk(String member, String day) {
    return new Key(new Value.Text(member), Optional.of(new Value.Text(day)));
  }

  /// An item with the key, and attributes whose names and values alternate: texts and whole
  /// numbers.
  public static Item item(Key key, Object... namesAndValues) {
    var attributes = new LinkedHashMap<String, Value>();
    attributes.put("member", key.partition());
    attributes.put("day", key.sort().orElseThrow());
    for (var at = 0; at < namesAndValues.length; at += 2)
      attributes.put((String) namesAndValues[at], value(namesAndValues[at + 1]));
    return new Item(attributes);
  }

  public static Value attribute(Item item, String name) {
    return Objects.requireNonNull(item.get(name));
  }

  public static String text(Item item, String name) {
    return ((Value.Text) attribute(item, name)).text();
  }

  public static long number(Item item, String name) {
    return ((Value.Numeric) attribute(item, name)).number().longValue();
  }

  private static Value value(Object plain) {
    if (plain instanceof Integer number) return Value.Numeric.of(number);
    if (plain instanceof Long number) return Value.Numeric.of(number);
    return new Value.Text(plain.toString());
  }

  public static WriteOutcome put(Table table, Item item) {
    var key = new Key(attribute(item, "member"), Optional.of(attribute(item, "day")));
    return table.write(key, _ -> new WriteFunction.Decision.Put(item));
  }

  public static WriteOutcome delete(Table table, Key key) {
    return table.write(key, _ -> new WriteFunction.Decision.Delete());
  }

  public static Query all(String member) {
    return new Query(
        Optional.empty(),
        new Value.Text(member),
        new SortRange.All(),
        true,
        Optional.empty(),
        true);
  }

  public static Query inIndex(String index, Value partition) {
    return new Query(
        Optional.of(index), partition, new SortRange.All(), true, Optional.empty(), false);
  }

  public static Scan everything() {
    return new Scan(Optional.empty(), 0, 1, Optional.empty(), true);
  }

  public static List<Item> items(Iterator<Row> rows) {
    var items = new ArrayList<Item>();
    rows.forEachRemaining(row -> items.add(row.item()));
    return items;
  }
}
