package groundswell.local.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.storage.Storage.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Records as JSON, in a map of the tables' storage engine. One write of the file serves everyone
/// who waits for one.
final class FileJournal<V> implements Journal<V> {
  private static final JsonMapper JSON = new JsonMapper();

  private final Storage storage;
  private final OrderedMap<byte[]> map;
  private final Class<V> type;

  FileJournal(Storage storage, String name, Class<V> type) {
    this.storage = storage;
    this.map = storage.map(name, Form.BYTES);
    this.type = type;
  }

  @Override
  public Durability put(String key, V value) {
    var bytes = bytes(value);
    return storage.apply(() -> map.put(key.getBytes(UTF_8), bytes));
  }

  @Override
  public void remove(String key) {
    var _ = storage.apply(() -> map.remove(key.getBytes(UTF_8)));
  }

  @Override
  public Optional<V> find(String key) {
    return Optional.ofNullable(map.get(key.getBytes(UTF_8))).map(this::value);
  }

  @Override
  public SortedMap<String, V> all() {
    var all = new TreeMap<String, V>();
    var walk = map.walk(KeyRange.ALL, Direction.ASCENDING);
    while (walk.next()) all.put(new String(walk.key(), UTF_8), value(walk.value()));
    return all;
  }

  private byte[] bytes(V value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write down a " + type.getSimpleName(), e);
    }
  }

  private V value(byte[] bytes) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("stored record is not a " + type.getSimpleName(), e);
    }
  }
}
