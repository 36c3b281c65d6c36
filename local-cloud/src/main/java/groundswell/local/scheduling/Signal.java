package groundswell.local.scheduling;

import java.util.concurrent.CompletableFuture;

/// Counts how often something happened, and lets tasks wait for the next time without polling.
public final class Signal {
  private long count;
  private CompletableFuture<Void> next = new CompletableFuture<>();

  public synchronized long count() {
    return count;
  }

  public void raise() {
    CompletableFuture<Void> raised;
    synchronized (this) {
      count++;
      raised = next;
      next = new CompletableFuture<>();
    }
    raised.complete(null);
  }

  /// Completes when the count is above the one seen.
  public synchronized CompletableFuture<Void> above(long seen) {
    return count > seen ? CompletableFuture.completedFuture(null) : next;
  }
}
