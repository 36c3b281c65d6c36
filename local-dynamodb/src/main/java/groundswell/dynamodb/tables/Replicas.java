package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Options;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The copies that eventually consistent reads and global indexes are answered from: they lag
/// behind by up to a time that the options give.
final class Replicas {
  private final Options options;

  Replicas(Options options) {
    this.options = options;
  }

  /// Whether they lag at all.
  boolean lag() {
    return options.replicationLagMax().isPositive();
  }

  /// The time whose state one read sees.
  Instant time() {
    synchronized (options.random()) {
      return options
          .clock()
          .instant()
          .minusNanos(options.random().nextLong(options.replicationLagMax().toNanos() + 1));
    }
  }

  /// What such reads need to know; null if they do not lag.
  @Nullable History history() {
    return lag() ? new History(options.clock(), options.replicationLagMax()) : null;
  }
}
