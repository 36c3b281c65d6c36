package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.throughput.CapacityUnits;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.throughput.Throttled;
import groundswell.dynamodb.throughput.Throughput;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One table: its items, and the rows derived from them. Thread-safe.
///
/// Keys and items passed in must be valid for the table: callers check types and sizes.
public final class Table {
  private final Writer writer;
  private final Replicas replicas;
  private final ExpirySweep sweep;
  private final Rows items;
  private final Optional<Throughput> throughput;
  private volatile TableState state;

  Table(
      Writer writer,
      Replicas replicas,
      ExpirySweep sweep,
      Rows items,
      Optional<Throughput> throughput,
      TableState state) {
    this.writer = writer;
    this.replicas = replicas;
    this.sweep = sweep;
    this.items = items;
    this.throughput = throughput;
    this.state = state;
  }

  public String name() {
    return state.definition().name();
  }

  public TableDefinition definition() {
    return state.definition();
  }

  /// What the control plane keeps with the table: billing, tags, times and the rest of its
  /// description.
  public Item notes() {
    return state.notes();
  }

  public List<Index> indexes() {
    return state.indexes();
  }

  public Optional<Index> index(String name) {
    return state.indexes().stream()
        .filter(each -> each.definition().name().equals(name))
        .findFirst();
  }

  /// The enabled stream.
  public Optional<ChangeStream> stream() {
    return state.stream();
  }

  /// The attribute by which items expire.
  public Optional<String> timeToLiveAttribute() {
    return state.expiries().map(Expiries::attribute);
  }

  /// The table's throughput; empty if nothing is limited. A new one is on demand until the control
  /// plane changes it.
  public Optional<Throughput> throughput() {
    return throughput;
  }

  public long itemCount() {
    return items.count();
  }

  /// The size of all items, without the indexes.
  public long sizeBytes() {
    return items.bytes();
  }

  /// @param isConsistent whether the read must see the latest write
  /// @throws TableGone if the table was deleted
  /// @throws Throttled if the table can't take a read now
  public Optional<Item> get(Key key, boolean isConsistent) {
    requirePresent();
    var place = Layout.of(key);
    admitRead(place);
    var stored =
        isConsistent || !replicas.lag() ? items.get(place) : items.get(place, replicas.time());
    return read(place, stored, isConsistent ? ReadConsistency.STRONG : ReadConsistency.EVENTUAL);
  }

  /// For a transaction, which holds the item's lock.
  Optional<Item> getLocked(byte[] place) {
    requirePresent();
    admitRead(place);
    return read(place, items.get(place), ReadConsistency.TRANSACTIONAL);
  }

  private void admitRead(byte[] place) {
    throughput.ifPresent(limited -> limited.admitRead(Layout.hash(place)));
  }

  private Optional<Item> read(byte[] place, byte @Nullable [] stored, ReadConsistency consistency) {
    var item = stored == null ? Optional.<Item>empty() : Optional.of(ItemCodec.decode(stored));
    throughput.ifPresent(
        limited ->
            limited.chargeRead(
                Layout.hash(place),
                CapacityUnits.read(item.map(Sizes::bytes).orElse(0), consistency)));
    return item;
  }

  /// Decides and writes under the item's lock. Returns once the write would survive a crash of the
  /// process.
  ///
  /// @throws TableGone if the table was deleted
  /// @throws StorageFull if the engine has no room for it
  /// @throws Throttled if the table, or an index that would change, can't take a write now
  public WriteOutcome write(Key key, WriteFunction function) {
    return writer.write(this, key, function, false);
  }

  /// The items in order. Each is read when it is taken.
  ///
  /// @throws TableGone if the table or the index was deleted
  /// @throws Throttled if the table or the index can't take a read now
  public Iterator<Row> query(Query query) {
    requirePresent();
    return RowReader.query(this, query);
  }

  /// @throws TableGone if the table or the index was deleted
  /// @throws Throttled if the table or the index cannot take a read now
  public Iterator<Row> scan(Scan scan) {
    requirePresent();
    return RowReader.scan(this, scan);
  }

  /// Whether a scan's start key lies in the scan's own segment.
  public boolean startsWithin(Scan scan) {
    return RowReader.startsWithin(this, scan);
  }

  private void requirePresent() {
    if (state.isDropped()) throw new TableGone(name());
  }

  Rows items() {
    return items;
  }

  Replicas replicas() {
    return replicas;
  }

  TableState state() {
    return state;
  }

  void become(TableState next) {
    state = next;
  }

  /// Schedules the deletion of a written item at its expiry.
  void expect(PlannedWrite write) {
    state.expiries().ifPresent(expiries -> expect(expiries, write));
  }

  private void expect(Expiries expiries, PlannedWrite write) {
    for (var change : write.changes()) {
      if (change.rows() == expiries.rows() && change.after() != null)
        expect(Expiries.expiry(change.key()));
    }
  }

  void expect(Instant expiry) {
    sweep.expect(this, expiry);
  }
}
