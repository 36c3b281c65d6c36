package groundswell.local.runtime;

import groundswell.local.calls.Activity;
import groundswell.local.calls.Chain;
import groundswell.local.journal.Journal;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Function;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lambda's own queue of asynchronous calls: each is accepted first, and made afterwards. A failed
/// call is retried after one minute, then after two, as often as the function's template says. A
/// throttled call is retried for six hours, after one second at first and five minutes at most
/// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
public final class AsynchronousCalls {
  private static final Duration WAIT_AFTER_FIRST = Duration.ofMinutes(1);
  private static final Duration WAIT_AFTER_SECOND = Duration.ofMinutes(2);
  private static final Duration THROTTLED_WAIT_MIN = Duration.ofSeconds(1);
  private static final Duration THROTTLED_WAIT_MAX = Duration.ofMinutes(5);
  private static final Duration AGE_MAX = Duration.ofHours(6);
  private static final Logger LOG = LoggerFactory.getLogger(AsynchronousCalls.class);

  private final Map<String, Integer> retries;
  private final Scheduler scheduler;
  private final Activity activity;
  private final LocalLambda.Invoker invoker;
  private final Journal<KeptCall> journal;
  private final AtomicLong numbers = new AtomicLong();

  /// @param journal where calls are written down until they are done, or given up
  public AsynchronousCalls(
      List<Function> functions,
      Scheduler scheduler,
      Activity activity,
      LocalLambda.Invoker invoker,
      Journal<KeptCall> journal) {
    retries =
        functions.stream()
            .collect(Collectors.toMap(Function::logicalId, Function::asynchronousRetries));
    this.scheduler = scheduler;
    this.activity = activity;
    this.invoker = invoker;
    this.journal = journal;
  }

  /// Accepts a call; it counts as in flight until it is done, or given up.
  void accept(String function, byte[] payload, Chain chain) {
    var key = Long.toString(numbers.incrementAndGet());
    var event = new String(payload, StandardCharsets.UTF_8);
    var call = KeptCall.of(function, event, scheduler.instant(), chain);
    journal.put(key, call).await();
    begin(key, call);
  }

  /// Resumes the calls that an earlier process had accepted.
  public void restore() {
    var kept = journal.all();
    kept.keySet().forEach(key -> numbers.accumulateAndGet(Long.parseLong(key), Math::max));
    kept.forEach(this::begin);
  }

  private void begin(String key, KeptCall call) {
    activity.begin();
    scheduler.start("asynchronous-call", () -> make(key, call, THROTTLED_WAIT_MIN));
  }

  private void make(String key, KeptCall call, Duration throttledWait) {
    var event = call.payload().getBytes(StandardCharsets.UTF_8);
    switch (invoker.invoke(call.function(), event, call.chain())) {
      case Outcome.Answered _ -> end(key);
      case Outcome.Failed(var type, var message) -> failed(key, call, type + ": " + message);
      case Outcome.TimedOut(var message) -> failed(key, call, message);
      case Outcome.Recursive(var message) -> giveUp(key, call, message);
      case Outcome.Throttled() -> throttled(key, call, throttledWait);
    }
  }

  private void failed(String key, KeptCall call, String reason) {
    if (call.failures() == retries.getOrDefault(call.function(), 0)) {
      giveUp(key, call, reason);
      return;
    }
    var next = call.failed();
    journal.put(key, next).await();
    again(
        call.failures() == 0 ? WAIT_AFTER_FIRST : WAIT_AFTER_SECOND,
        () -> make(key, next, THROTTLED_WAIT_MIN));
  }

  private void throttled(String key, KeptCall call, Duration wait) {
    if (scheduler.instant().isAfter(call.accepted().plus(AGE_MAX))) {
      giveUp(key, call, "it was throttled for " + AGE_MAX);
      return;
    }
    var twice = wait.multipliedBy(2);
    var next = twice.compareTo(THROTTLED_WAIT_MAX) < 0 ? twice : THROTTLED_WAIT_MAX;
    again(wait, () -> make(key, call, next));
  }

  private void again(Duration wait, Runnable work) {
    scheduler.after(wait, "asynchronous-retry", work);
  }

  private void giveUp(String key, KeptCall call, String reason) {
    LOG.warn(
        "asynchronous call of {} is given up after {} retries: {}",
        call.function(),
        call.failures(),
        reason);
    end(key);
  }

  private void end(String key) {
    journal.remove(key);
    activity.end();
  }
}
