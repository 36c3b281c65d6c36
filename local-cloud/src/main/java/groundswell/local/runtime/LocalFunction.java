package groundswell.local.runtime;

import groundswell.local.calls.Activity;
import groundswell.local.calls.Chain;
import groundswell.local.calls.Killed;
import groundswell.local.metrics.Account;
import groundswell.local.metrics.LocalCloudWatch;
import groundswell.local.metrics.Measure;
import groundswell.local.metrics.Minutes;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Function;
import java.time.Duration;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/// One function: its instances, its reserved concurrency and its timeout.
public final class LocalFunction {
  /// Request and response of a synchronous invocation:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>.
  public static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

  /// Invocations of one function in one chain, "approximately 16":
  /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>.
  public static final int CHAIN_INVOCATIONS_MAX = 16;

  private static final Logger LOG = LoggerFactory.getLogger(LocalFunction.class);

  private final Function function;
  private final Supplier<Instance> factory;
  private final Scheduler scheduler;
  private final Activity activity;
  private final Ids ids;
  private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();
  private final Minutes minutes;
  private final Account account;
  private final LongAdder recursiveInvocationsDropped = new LongAdder();
  private volatile OptionalInt reservedConcurrency;

  LocalFunction(
      Function function,
      Supplier<Instance> factory,
      Scheduler scheduler,
      Activity activity,
      Ids ids,
      LocalCloudWatch cloudWatch) {
    this.function = function;
    this.factory = factory;
    this.scheduler = scheduler;
    this.activity = activity;
    this.ids = ids;
    this.minutes = cloudWatch.minutesOf(function.name());
    this.account = cloudWatch.account();
    reservedConcurrency = function.reservedConcurrency();
  }

  public Function function() {
    return function;
  }

  /// Caps the instances that run at once; 0 stops the function, empty restores the template's
  /// value.
  public void reserveConcurrency(OptionalInt instances) {
    reservedConcurrency = instances.isPresent() ? instances : function.reservedConcurrency();
  }

  /// Runs the function on an idle or new instance and waits for its answer.
  ///
  /// @param meter of the trigger
  /// @param chain what led to this invocation
  public Outcome invoke(byte[] event, Meter meter, Chain chain) throws InterruptedException {
    if (isLoop(chain)) return stopped();
    if (event.length > PAYLOAD_BYTES_MAX) return tooLarge("request", event.length);
    if (!enter()) {
      measure(Measure.THROTTLES, 1);
      return new Outcome.Throttled();
    }
    activity.begin();
    meter.entered();
    measure(Measure.INVOCATIONS, 1);
    account.entered(scheduler.instant());
    try {
      return measured(run(event, chain.with(function.arn())));
    } finally {
      account.left();
      meter.left();
      running.decrementAndGet();
      activity.end();
    }
  }

  private Outcome measured(Outcome outcome) {
    if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.TimedOut)
      measure(Measure.ERRORS, 1);
    return outcome;
  }

  /// Notes how long the last record of a batch of a stream has waited for this function.
  public void measureIteratorAge(Duration age) {
    measure(Measure.ITERATOR_AGE, (double) age.toMillis());
  }

  private void measure(Measure measure, double value) {
    minutes.record(measure, value, scheduler.instant());
  }

  /// Whether one more invocation would be the 17th of this function in the chain, and the template
  /// does not allow loops.
  public boolean isLoop(Chain chain) {
    return !function.recursiveLoopAllowed() && chain.count(function.arn()) >= CHAIN_INVOCATIONS_MAX;
  }

  private Outcome stopped() {
    recursiveInvocationsDropped.increment();
    var message =
        "%s was invoked %d times in one chain, and is stopped as a loop; if it is meant, set RecursiveLoop: Allow"
            .formatted(function.logicalId(), CHAIN_INVOCATIONS_MAX);
    LOG.warn("{}", message);
    return new Outcome.Recursive(message);
  }

  /// Invocations that were stopped as a loop, as Lambda counts them in its metric
  /// `RecursiveInvocationsDropped`.
  public long recursiveInvocationsDropped() {
    return recursiveInvocationsDropped.sum();
  }

  private static Outcome tooLarge(String what, int bytes) {
    return new Outcome.Failed(
        "RequestEntityTooLargeException",
        "%s of %d bytes; at most %d".formatted(what, bytes, PAYLOAD_BYTES_MAX));
  }

  private boolean enter() {
    var reserved = reservedConcurrency;
    int now = running.incrementAndGet();
    if (now <= reserved.orElse(Integer.MAX_VALUE)) {
      measure(Measure.CONCURRENT_EXECUTIONS, now);
      return true;
    }
    running.decrementAndGet();
    return false;
  }

  /// The invocation has a thread of its own: one that ignores its interrupt must not hold up the
  /// trigger beyond the timeout.
  private Outcome run(byte[] event, Chain chain) throws InterruptedException {
    var deadline = scheduler.instant().plus(function.timeout());
    var invocation = new Invocation(ids.next(), function, scheduler, deadline);
    var result = new CompletableFuture<Outcome>();
    var instance = new CompletableFuture<Instance>();
    var task =
        scheduler.start(
            function.logicalId(), () -> result.complete(serve(event, invocation, chain, instance)));
    try {
      return scheduler.await(result, function.timeout());
    } catch (TimeoutException _) {
      end(instance, task);
      return new Outcome.TimedOut(
          "%s timed out after %s".formatted(invocation.requestId(), function.timeout()));
    } catch (InterruptedException e) {
      end(instance, task);
      throw e;
    }
  }

  private static void end(CompletableFuture<Instance> instance, Scheduler.Task task) {
    var _ = instance.thenAccept(Instance::end);
    task.interrupt();
  }

  private Outcome serve(
      byte[] event, Invocation invocation, Chain chain, CompletableFuture<Instance> used) {
    try {
      var instance = take();
      used.complete(instance);
      return serve(event, invocation, chain, instance);
    } catch (RuntimeException e) {
      LOG.error("{} can't be started", function.logicalId(), e);
      return new Outcome.Failed("Runtime.InitError", String.valueOf(e.getMessage()));
    }
  }

  private Outcome serve(byte[] event, Invocation invocation, Chain chain, Instance instance) {
    try {
      var response = instance.handle(event, invocation, chain);
      if (response.length > PAYLOAD_BYTES_MAX) return tooLarge("response", response.length);
      return new Outcome.Answered(SdkBytes.fromByteArrayUnsafe(response));
    } catch (Error e) {
      instance.end();
      return failed(e);
    } catch (Exception e) {
      return failed(e);
    } finally {
      if (instance.alive()) idle.push(instance);
    }
  }

  private Outcome failed(Throwable fault) {
    if (fault instanceof Killed) LOG.debug("{} died", function.logicalId(), fault);
    else LOG.warn("{} failed", function.logicalId(), fault);
    return new Outcome.Failed(fault.getClass().getName(), String.valueOf(fault.getMessage()));
  }

  private Instance take() {
    for (var instance = idle.poll(); instance != null; instance = idle.poll()) {
      if (instance.alive()) return instance;
    }
    return factory.get();
  }
}
