package groundswell.local.calls;

import groundswell.platform.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Wraps SDK clients in the interceptor and the counters.
public final class ObservedClients {
  private final CallInterceptor interceptor;
  private final CapacityRecorder capacity;
  private final Activity activity;
  private final TableWrites writes;

  public ObservedClients(
      CallInterceptor interceptor,
      CapacityRecorder capacity,
      Activity activity,
      TableWrites writes) {
    this.interceptor = interceptor;
    this.capacity = capacity;
    this.activity = activity;
    this.writes = writes;
  }

  /// Clients for a caller outside all chains of invocations.
  ///
  /// @param alive once false, every call throws [Killed]: the process that made it is gone
  public AwsClients of(AwsClients clients, String caller, BooleanSupplier alive) {
    return of(clients, caller, alive, Chain::begun);
  }

  /// Clients for one caller.
  ///
  /// @param alive once false, every call throws [Killed]: the process that made it is gone
  /// @param chain the caller's current chain, which its calls continue
  public AwsClients of(
      AwsClients clients, String caller, BooleanSupplier alive, Supplier<Chain> chain) {
    return new AwsClients(
        of(DynamoDbClient.class, clients.dynamoDb(), "dynamodb", caller, alive, chain),
        of(SqsClient.class, clients.sqs(), "sqs", caller, alive, chain),
        of(SnsClient.class, clients.sns(), "sns", caller, alive, chain),
        of(EventBridgeClient.class, clients.eventBridge(), "events", caller, alive, chain),
        of(S3Client.class, clients.s3(), "s3", caller, alive, chain),
        clients.s3Presigner(),
        of(SsmClient.class, clients.ssm(), "ssm", caller, alive, chain),
        of(LambdaClient.class, clients.lambda(), "lambda", caller, alive, chain),
        of(CloudWatchClient.class, clients.cloudWatch(), "cloudwatch", caller, alive, chain));
  }

  /// One client for one caller.
  public <C> C of(
      Class<C> type,
      C client,
      String service,
      String caller,
      BooleanSupplier alive,
      Supplier<Chain> chain) {
    var handler = new Handler<>(client, service, caller, alive, chain);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private final class Handler<C> implements InvocationHandler {
    private final C client;
    private final String service;
    private final String caller;
    private final BooleanSupplier alive;
    private final Supplier<Chain> chain;

    Handler(C client, String service, String caller, BooleanSupplier alive, Supplier<Chain> chain) {
      this.client = client;
      this.service = service;
      this.caller = caller;
      this.alive = alive;
      this.chain = chain;
    }

    /// Convenience methods of the SDK's interfaces (builders in a lambda, paginators) run on the
    /// proxy, so that the calls they make are seen.
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (isConvenience(method, arguments)) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      return arguments != null && arguments[0] instanceof SdkRequest request
          ? call(method, arguments, request)
          : reflect(method, arguments);
    }

    private static boolean isConvenience(Method method, Object @Nullable [] arguments) {
      if (arguments == null) return SdkResponse.class.isAssignableFrom(method.getReturnType());
      return method.getName().endsWith("Paginator")
          || Arrays.stream(arguments).anyMatch(Consumer.class::isInstance);
    }

    /// In AWS a call goes over a network, and the processor is free meanwhile. Here most calls
    /// return at once, so each yields first. Otherwise a function that works through a file would
    /// keep a member's entry waiting for its whole invocation. This is for fairness only;
    /// correctness does not depend on it.
    @SuppressWarnings("ThreadPriorityCheck")
    private @Nullable Object call(Method method, Object[] arguments, SdkRequest request)
        throws Throwable {
      Thread.yield();
      var operation = operationOf(request);
      var call = new Call(caller, service, operation, request);
      activity.begin();
      try {
        requireAlive();
        var response = interceptor.around(call, () -> forward(method, arguments, operation));
        requireAlive();
        return response;
      } finally {
        activity.end();
      }
    }

    private void requireAlive() {
      if (!alive.getAsBoolean()) throw new Killed("%s was ended".formatted(caller));
    }

    private @Nullable Object forward(Method method, Object[] arguments, String operation)
        throws Exception {
      var asked = arguments.clone();
      asked[0] = ChainHeaders.onto(CapacityRecorder.asking(arguments[0]), chain.get());
      try {
        var response = reflect(method, asked);
        capacity.answered(operation, response);
        return response;
      } catch (Exception e) {
        capacity.refused(operation, asked[0]);
        throw e;
      } finally {
        writes.written(asked[0]);
      }
    }

    private @Nullable Object reflect(Method method, Object @Nullable [] arguments)
        throws Exception {
      try {
        return method.invoke(client, arguments);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) throw cause;
        if (e.getCause() instanceof Error error) throw error;
        throw e;
      }
    }

    private static String operationOf(SdkRequest request) {
      var name = request.getClass().getSimpleName();
      return name.endsWith("Request") ? name.substring(0, name.length() - 7) : name;
    }
  }
}
