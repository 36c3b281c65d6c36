package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Time that moves only when a test says so, and runs the tasks that come due.
public final class VirtualTime implements InstantSource, Scheduler {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private long scheduled;

  private record Task(Instant due, long number, Runnable work) {}

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void after(Duration delay, Runnable work) {
    tasks.add(new Task(now.plus(delay), scheduled++, work));
  }

  public void pass(Duration time) {
    var end = instant().plus(time);
    for (var next = due(end); next != null; next = due(end)) next.work().run();
    synchronized (this) {
      now = end;
    }
  }

  /// Runs the tasks that are due now.
  public void settle() {
    pass(Duration.ZERO);
  }

  private synchronized @Nullable Task due(Instant end) {
    if (tasks.isEmpty() || tasks.element().due().isAfter(end)) return null;
    var next = tasks.remove();
    if (next.due().isAfter(now)) now = next.due();
    return next;
  }

  public synchronized int waiting() {
    return tasks.size();
  }
}
