package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Options;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The replicas that serve eventually consistent reads and global indexes. They lag by up to a time
/// from the options.
final class Replicas {
  private final Options options;

  Replicas(Options options) {
    this.options = options;
  }

  /// Whether they lag at all.
  boolean lag() {
    return options.replicationLagMax().isPositive();
  }

  /// The point in time that one read sees.
  Instant time() {
    synchronized (options.random()) {
      return options
          .clock()
          .instant()
          .minusNanos(options.random().nextLong(options.replicationLagMax().toNanos() + 1));
    }
  }

  /// The history that such reads need; null if replicas do not lag.
  @Nullable History history() {
    return lag() ? new History(options.clock(), options.replicationLagMax()) : null;
  }
}
