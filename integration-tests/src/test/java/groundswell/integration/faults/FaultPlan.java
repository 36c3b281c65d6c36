package groundswell.integration.faults;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// Breaks calls. Whether the n-th call of an operation by a function breaks, and how, depends on
/// the seed alone. The seed also picks the kinds of faults, so that rare mixes occur. Threads still
/// decide which call is the n-th.
public final class FaultPlan implements CallInterceptor {
  private static final Set<String> SENDING = Set.of("SendMessage", "SendMessageBatch", "PutEvents");

  /// The API is spared: its clients retry, and two requests for an upload or a redrive make two of
  /// them.
  private static final Set<String> SPARED = Set.of("Api", "OperatorApi");

  private static final double SHARE_OF_KINDS = 0.75;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Map<FaultKind, LongAdder> dealt = new ConcurrentHashMap<>();
  private final Queue<Callable<?>> repeats = new ConcurrentLinkedQueue<>();
  private volatile Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
  private volatile long seed;
  private volatile double rarity = 1;

  /// Breaks calls from now on.
  public void begin(long planSeed) {
    var random = new SplittableRandom(planSeed);
    var drawn = EnumSet.noneOf(FaultKind.class);
    for (var kind : FaultKind.values()) {
      if (random.nextDouble() < SHARE_OF_KINDS) drawn.add(kind);
    }
    begin(planSeed, drawn, 1);
  }

  /// Breaks calls in every way from now on, but this many times less often. The more calls an
  /// invocation makes, the rarer faults must be for any invocation to succeed.
  public void beginEvery(long planSeed, double times) {
    begin(planSeed, EnumSet.allOf(FaultKind.class), times);
  }

  private void begin(long planSeed, Set<FaultKind> some, double times) {
    calls.clear();
    dealt.clear();
    seed = planSeed;
    rarity = times;
    kinds = some;
  }

  /// Sends the pending duplicates, and lets every call through from now on.
  public void end() throws Exception {
    kinds = EnumSet.noneOf(FaultKind.class);
    for (var repeat = repeats.poll(); repeat != null; repeat = repeats.poll()) repeat.call();
  }

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    var fault = draw(call);
    if (fault.isEmpty()) return proceed.call();
    dealt.computeIfAbsent(fault.get(), _ -> new LongAdder()).increment();
    return switch (fault.get()) {
      case THROTTLED -> throw throttling(call);
      case FAILED -> throw SdkClientException.create("no connection for " + call.operation());
      case UNANSWERED -> {
        proceed.call();
        throw SdkClientException.create("the answer to %s got lost".formatted(call.operation()));
      }
      case KILLED_BEFORE -> throw new Killed("killed before " + call.operation());
      case KILLED_AFTER -> {
        proceed.call();
        throw new Killed("killed after " + call.operation());
      }
      case REPEATED -> {
        var earlier = repeats.poll();
        repeats.add(proceed);
        var answer = proceed.call();
        if (earlier != null) earlier.call();
        yield answer;
      }
    };
  }

  private Optional<FaultKind> draw(Call call) {
    if (kinds.isEmpty() || SPARED.contains(call.caller())) return Optional.empty();
    var operation = call.caller() + " " + call.operation();
    long number = calls.computeIfAbsent(operation, _ -> new AtomicLong()).incrementAndGet();
    double drawn = new SplittableRandom(seed ^ (operation.hashCode() * 31L + number)).nextDouble();
    for (var kind : kinds) {
      if (kind == FaultKind.REPEATED && !SENDING.contains(call.operation())) continue;
      drawn -= kind.share / rarity;
      if (drawn < 0) return Optional.of(kind);
    }
    return Optional.empty();
  }

  private static RuntimeException throttling(Call call) {
    if (call.service().equals("dynamodb"))
      return ProvisionedThroughputExceededException.builder().message("throttled").build();
    return AwsServiceException.builder()
        .message("throttled")
        .statusCode(TOO_MANY_REQUESTS)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
        .build();
  }

  @Override
  public String toString() {
    return "seed %d, kinds %s, dealt %s".formatted(seed, kinds, dealt);
  }
}
