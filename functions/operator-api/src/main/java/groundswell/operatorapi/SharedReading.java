package groundswell.operatorapi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was read last, for all who ask within its life: one of them reads it, the others wait.
final class SharedReading<T> {
  private final Duration life;
  private final InstantSource clock;
  private final Function<Instant, T> read;
  private @Nullable Value<T> value;

  /// @param read reads a value, at the time of the clock
  SharedReading(Duration life, InstantSource clock, Function<Instant, T> read) {
    this.life = life;
    this.clock = clock;
    this.read = read;
  }

  synchronized T get() {
    var now = clock.instant();
    var known = value;
    if (known != null && now.isBefore(known.at().plus(life))) return known.value();
    var next = new Value<>(read.apply(now), now);
    value = next;
    return next.value();
  }

  private record Value<T>(T value, Instant at) {}
}
