package groundswell.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;

/// A handler object as Lambda calls it: JSON in, JSON out, converted by Lambda's own serialisers.
interface JsonHandler {
  byte[] handle(byte[] event, Context context) throws IOException;

  /// @throws IllegalArgumentException if the object is not a Lambda handler
  static JsonHandler of(Object handler) {
    return switch (handler) {
      case RequestStreamHandler streams ->
          (event, context) -> {
            var out = new ByteArrayOutputStream();
            streams.handleRequest(new ByteArrayInputStream(event), out, context);
            return out.toByteArray();
          };
      case RequestHandler<?, ?> typed -> typed(typed);
      default ->
          throw new IllegalArgumentException(
              "%s implements neither RequestHandler nor RequestStreamHandler"
                  .formatted(handler.getClass().getName()));
    };
  }

  @SuppressWarnings("unchecked")
  private static JsonHandler typed(RequestHandler<?, ?> handler) {
    var method = handleRequest(handler.getClass());
    var input = serializer(method.getGenericParameterTypes()[0]);
    var output = serializer(method.getGenericReturnType());
    var call = (RequestHandler<Object, Object>) handler;
    return (event, context) -> {
      var answer = call.handleRequest(input.fromJson(new ByteArrayInputStream(event)), context);
      var out = new ByteArrayOutputStream();
      output.toJson(answer, out);
      return out.toByteArray();
    };
  }

  /// The method with the real types, not the bridge that erasure leaves beside it.
  private static Method handleRequest(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
        .filter(method -> method.getParameterCount() == 2)
        .filter(method -> method.getParameterTypes()[1] == Context.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s declares no public handleRequest(event, Context)"
                        .formatted(type.getName())));
  }

  /// Chooses as Lambda's Java runtime does: its event classes have serialisers of their own, all
  /// else goes through plain Jackson.
  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(event, event.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
