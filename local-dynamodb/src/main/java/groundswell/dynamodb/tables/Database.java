package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.streams.StreamView;
import groundswell.dynamodb.streams.Streams;
import groundswell.dynamodb.tables.Catalog.ExpiriesEntry;
import groundswell.dynamodb.tables.Catalog.IndexEntry;
import groundswell.dynamodb.throughput.CapacityMode;
import groundswell.dynamodb.throughput.Resource;
import groundswell.dynamodb.throughput.Throughput;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;

/// All tables and streams. Thread-safe.
public final class Database implements AutoCloseable {
  private static final String ROWS = "rows/";

  private final Options options;
  private final Storage storage;
  private final Catalog catalog;
  private final Background background;
  private final Writer writer;
  private final Replicas replicas;
  private final Streams streams;
  private final ConcurrentSkipListMap<String, Table> tables = new ConcurrentSkipListMap<>();
  private int lastMap;

  private Database(Options options, Storage storage) {
    this.options = options;
    this.storage = storage;
    this.catalog = new Catalog(storage);
    this.background = new Background(options.scheduler());
    this.writer = new Writer(storage, options.bytesMax());
    this.replicas = new Replicas(options);
    this.streams = new Streams(storage, options, writer.heapBytes());
  }

  /// Opens the tables in the options' file, or starts with none.
  public static Database open(Options options) {
    return open(options, Storage.open(options.file()));
  }

  static Database open(Options options, Storage storage) {
    var database = new Database(options, storage);
    database.catalog.all().forEach(database::recall);
    return database;
  }

  private void recall(Catalog.Entry entry) {
    var key = entry.definition().key();
    var indexes = new ArrayList<Index>();
    for (var at = 0; at < entry.indexes().size(); at++) {
      var index = entry.indexes().get(at);
      indexes.add(
          new Index(
              key,
              entry.definition().indexes().get(at),
              rows(index.map()),
              throughput(entry.definition().name(), entry.definition().indexes().get(at)),
              index.isBuilt() ? Index.Status.ACTIVE : Index.Status.BUILDING));
    }
    var expiries =
        entry
            .expiries()
            .map(kept -> new Expiries(kept.attribute(), rows(kept.map()), kept.isBuilt()));
    var stream =
        entry.stream().isPresent()
            ? Optional.of(streams.numbered(entry.stream().getAsInt()))
            : Optional.<ChangeStream>empty();
    var state =
        new TableState(
            entry.definition(), List.copyOf(indexes), expiries, stream, entry.notes(), false);
    var table = table(rows(entry.itemsMap()), state);
    tables.put(table.name(), table);
    Recount.of(table);
    indexes.stream()
        .filter(index -> index.status() == Index.Status.BUILDING)
        .forEach(index -> fill(table, index));
    expiries.ifPresent(kept -> recall(table, kept));
  }

  private void recall(Table table, Expiries expiries) {
    if (expiries.isBuilt()) expectFirst(table, expiries);
    else fill(table, expiries);
  }

  private Table table(Rows items, TableState state) {
    return new Table(
        writer,
        replicas,
        new ExpirySweep(writer, background, options.clock()),
        items,
        throughput(new Resource.Table(state.definition().name())),
        state);
  }

  private Optional<Throughput> throughput(String table, IndexDefinition index) {
    return switch (index.scope()) {
      case GLOBAL -> throughput(new Resource.Index(table, index.name()));
      case LOCAL -> Optional.empty();
    };
  }

  private Optional<Throughput> throughput(Resource resource) {
    return switch (options.throughput()) {
      case UNLIMITED -> Optional.empty();
      case STRICT ->
          Optional.of(new Throughput(resource, new CapacityMode.OnDemand(), options.clock()));
    };
  }

  private Rows rows(String map) {
    lastMap = Math.max(lastMap, Integer.parseInt(map.substring(ROWS.length())));
    return new Rows(map, storage.map(map, Form.BYTES), replicas.history(), writer.heapBytes());
  }

  private Rows newRows() {
    return rows(ROWS + (lastMap + 1));
  }

  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /// Sorted.
  public List<String> tableNames() {
    return List.copyOf(tables.keySet());
  }

  /// @param notes what the control plane keeps with the table
  /// @return empty if a table of this name exists
  public synchronized Optional<Table> create(TableDefinition definition, Item notes) {
    if (tables.containsKey(definition.name())) return Optional.empty();
    var indexes =
        definition.indexes().stream()
            .map(
                index ->
                    new Index(
                        definition.key(),
                        index,
                        newRows(),
                        throughput(definition.name(), index),
                        Index.Status.ACTIVE))
            .toList();
    var state =
        new TableState(definition, indexes, Optional.empty(), Optional.empty(), notes, false);
    var table = table(newRows(), state);
    keep(table);
    tables.put(definition.name(), table);
    return Optional.of(table);
  }

  private void keep(Table table) {
    storage.apply(() -> catalog.put(entry(table))).await();
  }

  private static Catalog.Entry entry(Table table) {
    var state = table.state();
    return new Catalog.Entry(
        state.definition(),
        table.items().mapName(),
        state.indexes().stream()
            .map(
                index ->
                    new IndexEntry(index.rows().mapName(), index.status() == Index.Status.ACTIVE))
            .toList(),
        state
            .expiries()
            .map(
                kept -> new ExpiriesEntry(kept.attribute(), kept.rows().mapName(), kept.isBuilt())),
        state.stream()
            .map(stream -> OptionalInt.of(stream.identity().number()))
            .orElseGet(OptionalInt::empty),
        state.notes());
  }

  /// Removes the table with its items and indexes. Its stream can be read for another 24 hours.
  public synchronized void drop(Table table) {
    if (table.state().isDropped()) return;
    var last = table.state();
    tables.remove(table.name());
    become(table, last.dropped());
    storage
        .apply(
            () -> {
              catalog.remove(table.name());
              last.stream().ifPresent(streams::disable);
              remove(table.items());
              last.derived().forEach(derived -> remove(derived.rows()));
            })
        .await();
  }

  /// On return, no write in flight still uses the old state.
  private void become(Table table, TableState next) {
    table.become(next);
    writer.locks().awaitWritesUnderway();
  }

  private void remove(Rows rows) {
    storage.remove(rows.mapName());
    rows.uncount();
  }

  public synchronized void keepNotes(Table table, Item notes) {
    requirePresent(table);
    table.become(table.state().withNotes(notes));
    keep(table);
  }

  private static void requirePresent(Table table) {
    if (table.state().isDropped()) throw new TableGone(table.name());
  }

  /// Adds a global index. The scheduler fills it in the background; until then its status is
  /// `BUILDING`.
  ///
  /// @throws TableGone if the table was deleted
  public synchronized Index addIndex(Table table, IndexDefinition definition) {
    requirePresent(table);
    var index =
        new Index(
            table.definition().key(),
            definition,
            newRows(),
            throughput(table.name(), definition),
            Index.Status.BUILDING);
    var indexes = new ArrayList<>(table.indexes());
    indexes.add(index);
    become(table, table.state().with(List.copyOf(indexes)));
    keep(table);
    fill(table, index);
    return index;
  }

  private void fill(Table table, Index index) {
    new Backfill(storage, writer.locks(), background, table, index, () -> activate(table, index))
        .start();
  }

  private synchronized void activate(Table table, Index index) {
    if (!table.indexes().contains(index) || table.state().isDropped()) return;
    index.activate();
    keep(table);
  }

  /// @throws TableGone if the table was deleted
  public synchronized void removeIndex(Table table, String name) {
    requirePresent(table);
    var removed = table.index(name).orElseThrow(() -> new TableGone(name));
    become(
        table,
        table.state().with(table.indexes().stream().filter(index -> index != removed).toList()));
    keepWithout(table, removed.rows());
  }

  private void keepWithout(Table table, Rows removed) {
    storage
        .apply(
            () -> {
              catalog.put(entry(table));
              remove(removed);
            })
        .await();
  }

  /// @throws TableGone if the table was deleted
  /// @throws IllegalStateException if a stream is already enabled
  public synchronized ChangeStream enableStream(Table table, StreamView view) {
    requirePresent(table);
    if (table.stream().isPresent())
      throw new IllegalStateException("the table has a stream that is switched on");
    storage
        .apply(
            () -> {
              var stream = streams.enable(table.name(), table.definition().key(), view);
              table.become(table.state().withStream(Optional.of(stream)));
              catalog.put(entry(table));
            })
        .await();
    return table.stream().orElseThrow();
  }

  /// Closes all shards. The stream can be read for another 24 hours.
  ///
  /// @throws TableGone if the table was deleted
  public synchronized void disableStream(Table table) {
    requirePresent(table);
    var stream = table.stream();
    become(table, table.state().withStream(Optional.empty()));
    storage
        .apply(
            () -> {
              stream.ifPresent(streams::disable);
              catalog.put(entry(table));
            })
        .await();
  }

  /// Deletes items once the time in this attribute, in seconds, has passed.
  ///
  /// @param attribute empty to stop deleting
  /// @throws TableGone if the table was deleted
  public synchronized void expireBy(Table table, Optional<String> attribute) {
    requirePresent(table);
    if (table.timeToLiveAttribute().equals(attribute)) return;
    var last = table.state().expiries();
    var next = attribute.map(name -> new Expiries(name, newRows(), false));
    become(table, table.state().withExpiries(next));
    last.ifPresentOrElse(removed -> keepWithout(table, removed.rows()), () -> keep(table));
    next.ifPresent(expiries -> fill(table, expiries));
  }

  private void fill(Table table, Expiries expiries) {
    new Backfill(storage, writer.locks(), background, table, expiries, () -> built(table, expiries))
        .start();
  }

  private synchronized void built(Table table, Expiries expiries) {
    if (table.state().isDropped()) return;
    expiries.built();
    keep(table);
    expectFirst(table, expiries);
  }

  private static void expectFirst(Table table, Expiries expiries) {
    var first = expiries.rows().walk(KeyRange.ALL, Direction.ASCENDING);
    if (first.next()) table.expect(Expiries.expiry(first.key()));
  }

  /// All streams that are enabled or were disabled in the last 24 hours, in the order of their
  /// creation.
  public List<ChangeStream> streams() {
    return streams.all();
  }

  public Optional<ChangeStream> stream(String table, String label) {
    return streams.find(table, label);
  }

  /// Decides and writes all items, or none. No item may appear twice.
  ///
  /// @throws TableGone if a table was deleted
  /// @throws StorageFull if the engine has no room for it
  public TransactionOutcome transact(List<TransactionAction> actions) {
    return writer.transact(actions);
  }

  /// Reads several items, all as of one moment.
  ///
  /// @throws TableGone if a table was deleted
  public List<Optional<Item>> read(List<ItemAddress> addresses) {
    return writer.read(addresses);
  }

  /// How much of its bound it uses.
  public Usage usage() {
    return new Usage(writer.heapBytes().sum(), options.bytesMax());
  }

  /// Waits until everything that is readable now would survive a crash of the process. A reader may
  /// see a change shortly before that; wait before acting on it irrevocably.
  public void awaitDurability() {
    storage.apply(() -> {}).await();
  }

  /// Writes that have returned are kept, if there is a file. Call nothing afterwards.
  @Override
  public void close() {
    background.close();
    storage.close();
  }

  /// @param bytes roughly what items, index entries and stream records take, in the heap or in the
  ///     file
  /// @param bytesMax the bound, beyond which writes are refused
  public record Usage(long bytes, long bytesMax) {}
}
