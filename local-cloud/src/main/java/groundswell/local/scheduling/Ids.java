package groundswell.local.scheduling;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Random version 4 UUIDs from a given source of randomness.
public final class Ids {
  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  public String next() {
    var high = (random.nextLong() & ~0xF000L) | 0x4000L;
    var low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low).toString();
  }
}
