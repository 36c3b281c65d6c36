package groundswell.operatorapi;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes the ids of redrives and rehearsals.
final class Ids {
  private final InstantSource clock;
  private final RandomGenerator random;

  Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Later ones are greater.
  String next() {
    return "%012x-%016x".formatted(clock.millis(), random.nextLong());
  }
}
