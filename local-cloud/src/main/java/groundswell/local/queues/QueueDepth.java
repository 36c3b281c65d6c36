package groundswell.local.queues;

/// How many messages a queue holds.
///
/// @param inFlight received and not yet deleted, or waiting out their visibility timeout
public record QueueDepth(long visible, long inFlight, long delayed) {
  public long total() {
    return visible + inFlight + delayed;
  }
}
