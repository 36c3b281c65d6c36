package groundswell.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What this instance has read a moment ago, for callers who ask for the same again and again.
///
/// @param <K> names what was read
final class ShortCache<K, V> {
  /// Values kept at once. The least recently used one is evicted first.
  static final int VALUES_MAX = 1_000;

  private final Duration life;
  private final InstantSource clock;
  private final Map<K, Value<V>> values = new LinkedHashMap<>(16, 0.75f, true);

  ShortCache(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
  }

  /// @return empty if nothing was read within the life of a value
  synchronized Optional<V> find(K key) {
    var now = clock.instant();
    return Optional.ofNullable(values.get(key))
        .filter(value -> !now.isBefore(value.at()) && now.isBefore(value.at().plus(life)))
        .map(Value::value);
  }

  /// @return the value
  synchronized V keep(K key, V value) {
    values.put(key, new Value<>(value, clock.instant()));
    if (values.size() > VALUES_MAX) values.remove(values.keySet().iterator().next());
    return value;
  }

  private record Value<V>(V value, Instant at) {}
}
