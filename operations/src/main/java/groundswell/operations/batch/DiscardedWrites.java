package groundswell.operations.batch;

import groundswell.platform.AwsClients;
import groundswell.platform.tables.WrittenKey;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Clients that read, but only pretend to write: every call that is not a read is noted and
/// answered as a success.
final class DiscardedWrites {
  /// Reads, by name prefix. No write of the services that we call starts like this.
  private static final List<String> READS =
      List.of("get", "batchGet", "query", "head", "list", "describe", "serviceName", "close");

  private final Queue<String> writes = new ConcurrentLinkedQueue<>();

  AwsClients around(AwsClients clients) {
    return clients.with(this::around);
  }

  /// What would have been written, for example `UpdateItem PROGRESS#acme#steps#3 / ann`.
  List<String> writes() {
    return List.copyOf(writes);
  }

  private <C extends SdkClient> C around(Class<C> type, C client) {
    InvocationHandler handler =
        (proxy, method, arguments) -> call(proxy, client, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /// Overloads without a request build one and call their sibling, which arrives here again.
  private Object call(Object proxy, Object client, Method method, Object[] arguments)
      throws Throwable {
    boolean hasRequest = arguments != null && arguments[0] instanceof SdkRequest;
    if (READS.stream().anyMatch(method.getName()::startsWith))
      return hasRequest || !method.isDefault()
          ? invoke(client, method, arguments)
          : InvocationHandler.invokeDefault(proxy, method, arguments);
    if (!hasRequest) return InvocationHandler.invokeDefault(proxy, method, arguments);
    writes.add(shown(method, (SdkRequest) arguments[0]));
    return success(method, (SdkRequest) arguments[0]);
  }

  private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /// A response without failures.
  private static SdkResponse success(Method method, SdkRequest request)
      throws ReflectiveOperationException {
    if (method.getName().equals("putEvents")) return Bus.tookAll(request);
    var builder = (SdkBuilder<?, ?>) method.getReturnType().getMethod("builder").invoke(null);
    return (SdkResponse) builder.build();
  }

  /// Publishers check the result of each entry. A class of its own, because the zips of most
  /// functions hold no EventBridge client.
  private static final class Bus {
    static SdkResponse tookAll(SdkRequest request) {
      var taken = PutEventsResultEntry.builder().eventId("discarded").build();
      return PutEventsResponse.builder()
          .entries(Collections.nCopies(((PutEventsRequest) request).entries().size(), taken))
          .build();
    }
  }

  private static String shown(Method method, SdkRequest request) {
    var call =
        method.getName().substring(0, 1).toUpperCase(Locale.ROOT) + method.getName().substring(1);
    return WrittenKey.of(request)
        .map(key -> "%s %s / %s".formatted(call, key.partition(), key.sort()))
        .orElse(call);
  }
}
