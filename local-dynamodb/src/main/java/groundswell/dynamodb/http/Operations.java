package groundswell.dynamodb.http;

import groundswell.dynamodb.http.Shape.Structure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The operations of both services, by target: everything that the SDK's clients have.
final class Operations {
  private static final String TABLES = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";
  private static final MethodType CALL =
      MethodType.methodType(Object.class, Object.class, Object.class);

  private final Map<String, Method> methods = new HashMap<>();
  private final Map<String, Operation> prepared = new ConcurrentHashMap<>();

  Operations() {
    collect(TABLES, DynamoDbClient.class);
    collect(STREAMS, DynamoDbStreamsClient.class);
  }

  private void collect(String prefix, Class<?> client) {
    for (var method : client.getMethods()) {
      if (method.getParameterCount() == 1
          && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
        var request = method.getParameterTypes()[0].getSimpleName();
        if (!SdkPojo.class.isAssignableFrom(method.getReturnType())) continue; // a paginator
        methods.put(prefix + request.substring(0, request.length() - "Request".length()), method);
      }
    }
  }

  /// @param target the value of the header `X-Amz-Target`
  Optional<Operation> find(String target) {
    return Optional.ofNullable(methods.get(target))
        .map(method -> prepared.computeIfAbsent(target, _ -> prepare(method)));
  }

  private static Operation prepare(Method method) {
    try {
      var lookup = MethodHandles.publicLookup();
      Function<Clients, Object> client =
          method.getDeclaringClass() == DynamoDbClient.class ? Clients::tables : Clients::streams;
      return new Operation(
          structure(method.getParameterTypes()[0]),
          structure(method.getReturnType()),
          client,
          lookup.unreflect(method).asType(CALL));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the SDK's client has no method that can be called for " + method, e);
    }
  }

  private static Structure structure(Class<?> sdkClass) throws ReflectiveOperationException {
    var builder = MethodHandles.publicLookup().unreflect(sdkClass.getMethod("builder"));
    Supplier<SdkPojo> constructor =
        () -> {
          try {
            return (SdkPojo) builder.invoke();
          } catch (Throwable e) {
            throw new IllegalStateException("no builder of " + sdkClass, e);
          }
        };
    return Structure.of(constructor);
  }

  /// @param method takes the client and the request
  record Operation(
      Structure request,
      Structure response,
      Function<Clients, Object> client,
      MethodHandle method) {
    /// @throws Throwable what the client throws
    SdkPojo call(Clients clients, SdkPojo builder) throws Throwable {
      Object response = method.invokeExact(client.apply(clients), Structure.build(builder));
      return (SdkPojo) response;
    }
  }
}
