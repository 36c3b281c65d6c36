package groundswell.platform;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Processes several items at once, on virtual threads.
public final class Parallel {
  private Parallel() {}

  /// Passes each item to the action, `parallelism` at a time, or on the caller's thread if that is
  /// one. Returns when all are done. If the action throws, its thread stops and the others process
  /// the remaining items; then the exception is rethrown.
  public static <T> void forEach(Collection<T> items, int parallelism, Consumer<T> action) {
    int threads = Math.min(parallelism, items.size());
    if (threads <= 1) {
      items.forEach(action);
      return;
    }
    var waiting = new ConcurrentLinkedQueue<>(items);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var shares =
          IntStream.range(0, threads)
              .<Future<?>>mapToObj(_ -> executor.submit(() -> drain(waiting, action)))
              .toList();
      shares.forEach(Parallel::join);
    }
  }

  private static <T> void drain(ConcurrentLinkedQueue<T> waiting, Consumer<T> action) {
    for (var item = waiting.poll(); item != null; item = waiting.poll()) action.accept(item);
  }

  private static void join(Future<?> share) {
    try {
      share.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for parallel work", e);
    }
  }
}
