package groundswell.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Creates a value on first use, and keeps it.
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> source;
  private @Nullable T value;

  public Lazy(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    var made = value == null ? source.get() : value;
    value = made;
    return made;
  }
}
