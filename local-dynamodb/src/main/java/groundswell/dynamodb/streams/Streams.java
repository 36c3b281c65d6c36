package groundswell.dynamodb.streams;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// All streams: the enabled ones, and those disabled less than 24 hours ago.
public final class Streams {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

  private final Storage storage;
  private final Options options;
  private final LongAdder heapBytes;
  private final OrderedMap<StreamIdentity> identities;
  private final List<ChangeStream> streams = new CopyOnWriteArrayList<>();
  private int lastNumber;

  /// @param heapBytes counts what the records take
  public Streams(Storage storage, Options options, LongAdder heapBytes) {
    this.storage = storage;
    this.options = options;
    this.heapBytes = heapBytes;
    this.identities = storage.map("streams", StreamIdentity.FORM);
    for (var kept = identities.walk(KeyRange.ALL, Direction.ASCENDING); kept.next(); ) {
      streams.add(open(kept.value()));
      lastNumber = kept.value().number();
    }
  }

  private ChangeStream open(StreamIdentity identity) {
    return new ChangeStream(
        identity,
        options,
        storage.map(recordsMap(identity.number()), StoredRecord.FORM),
        storage.map(shardsMap(identity.number()), ShardState.FORM),
        heapBytes);
  }

  private static String recordsMap(int number) {
    return "stream/%d/records".formatted(number);
  }

  private static String shardsMap(int number) {
    return "stream/%d/shards".formatted(number);
  }

  /// In the order of their creation.
  public synchronized List<ChangeStream> all() {
    forgetOld();
    return List.copyOf(streams);
  }

  public Optional<ChangeStream> find(String table, String label) {
    return all().stream()
        .filter(
            stream ->
                stream.identity().table().equals(table) && stream.identity().label().equals(label))
        .findFirst();
  }

  /// The stream with this number.
  public ChangeStream numbered(int number) {
    return streams.stream()
        .filter(stream -> stream.identity().number() == number)
        .findFirst()
        .orElseThrow();
  }

  /// Part of a change of the storage: call it within [Storage#apply].
  public synchronized ChangeStream enable(String table, KeySchema key, StreamView view) {
    var created = options.clock().instant();
    var identity =
        new StreamIdentity(
            ++lastNumber,
            table,
            label(table, created),
            view,
            key.partitionKey().name(),
            key.sortKey().map(KeyAttribute::name),
            created,
            Optional.empty());
    keep(identity);
    var stream = open(identity);
    streams.add(stream);
    return stream;
  }

  /// Two streams of one table get different labels, even within one millisecond.
  private String label(String table, Instant created) {
    var time = created;
    while (isTaken(table, LABEL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC))))
      time = time.plusMillis(1);
    return LABEL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  private boolean isTaken(String table, String label) {
    return streams.stream()
        .anyMatch(
            stream ->
                stream.identity().table().equals(table) && stream.identity().label().equals(label));
  }

  /// Closes all its shards. Part of a change of the storage: call it within [Storage#apply], with
  /// no write to the table in flight.
  public synchronized void disable(ChangeStream stream) {
    stream.disable();
    keep(stream.identity());
  }

  private void keep(StreamIdentity identity) {
    identities.put(key(identity), identity);
  }

  private static byte[] key(StreamIdentity identity) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(identity.number()).array();
  }

  /// A disabled stream can be read for 24 hours:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>.
  private void forgetOld() {
    var horizon = options.clock().instant().minus(ChangeStream.RETENTION);
    for (var stream : streams) {
      if (stream.identity().disabled().filter(horizon::isAfter).isPresent()) forget(stream);
    }
  }

  private void forget(ChangeStream stream) {
    streams.remove(stream);
    stream.trimAll();
    var _ =
        storage.apply(
            () -> {
              identities.remove(key(stream.identity()));
              storage.remove(recordsMap(stream.identity().number()));
              storage.remove(shardsMap(stream.identity().number()));
            });
  }
}
