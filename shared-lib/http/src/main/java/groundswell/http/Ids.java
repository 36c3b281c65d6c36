package groundswell.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes ids that sort by time.
public final class Ids {
  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Later ones are greater.
  public String next() {
    return "%012x-%016x".formatted(clock.millis(), random.nextLong());
  }
}
