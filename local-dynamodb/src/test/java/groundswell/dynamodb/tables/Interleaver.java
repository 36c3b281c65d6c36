package groundswell.dynamodb.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs programs as threads. Only one runs at a time, from one point of the code to the next. A
/// seed decides which one, so a history can be replayed.
final class Interleaver {
  private final SplittableRandom random;
  private final List<Worker> workers = new ArrayList<>();

  Interleaver(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private static final class Worker {
    private final Semaphore turn = new Semaphore(0);
    private volatile boolean waitsForTurn;
    private volatile boolean isDone;
    private volatile @Nullable Throwable failure;
    private @Nullable Thread thread;

    /// Whether it has stopped: at a point, at its end, or waiting for a lock that another thread
    /// holds.
    boolean stands() {
      if (waitsForTurn || isDone) return true;
      if (thread == null) return false;
      return switch (thread.getState()) {
        case BLOCKED -> true;
        case WAITING -> isInFrontOfLock(LockSupport.getBlocker(thread));
        case NEW, RUNNABLE, TIMED_WAITING, TERMINATED -> false;
      };
    }

    private static boolean isInFrontOfLock(@Nullable Object blocker) {
      return blocker != null && blocker.getClass().getEnclosingClass() == ReentrantLock.class;
    }
  }

  /// A point in the code where another thread may continue.
  void point() {
    var worker = current();
    if (worker == null) return;
    worker.waitsForTurn = true;
    worker.turn.acquireUninterruptibly();
  }

  private @Nullable Worker current() {
    for (var worker : workers) {
      if (Thread.currentThread().equals(worker.thread)) return worker;
    }
    return null;
  }

  void run(List<Runnable> programs) {
    for (var program : programs) {
      var worker = new Worker();
      workers.add(worker);
      worker.thread = Thread.ofPlatform().daemon().unstarted(() -> run(worker, program));
    }
    for (var worker : workers) Objects.requireNonNull(worker.thread).start();
    while (workers.stream().anyMatch(worker -> !worker.isDone)) {
      while (!workers.stream().allMatch(Worker::stands)) Thread.onSpinWait();
      next();
    }
    for (var worker : workers) {
      if (worker.failure != null) throw new AssertionError("a program failed", worker.failure);
    }
  }

  private void run(Worker worker, Runnable program) {
    try {
      point();
      program.run();
    } catch (Throwable failure) {
      worker.failure = failure;
    } finally {
      worker.isDone = true;
    }
  }

  private void next() {
    var ready = workers.stream().filter(worker -> worker.waitsForTurn && !worker.isDone).toList();
    if (ready.isEmpty()) {
      Thread.onSpinWait(); // a lock was just released: the thread that waited for it continues
      return;
    }
    var chosen = ready.get(random.nextInt(ready.size()));
    chosen.waitsForTurn = false;
    chosen.turn.release();
  }
}
