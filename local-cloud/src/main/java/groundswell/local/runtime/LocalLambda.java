package groundswell.local.runtime;

import groundswell.local.template.Topology;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/// Lambda's synchronous Invoke over the functions of the template
/// (<https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>).
public final class LocalLambda implements LambdaClient {
  private static final int OK = 200;

  private final Map<String, String> logicalIds;
  private final Invoker invoker;

  /// @param invoker calls a function by its logical id
  public LocalLambda(List<Topology.Function> functions, Invoker invoker) {
    logicalIds =
        functions.stream()
            .collect(Collectors.toMap(Topology.Function::name, Topology.Function::logicalId));
    this.invoker = invoker;
  }

  /// Calls a function and waits for its answer.
  @FunctionalInterface
  public interface Invoker {
    Outcome invoke(String logicalId, byte[] event);
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    var logicalId = logicalIds.get(request.functionName());
    if (logicalId == null)
      throw ResourceNotFoundException.builder()
          .message("Function not found: " + request.functionName())
          .statusCode(404)
          .build();
    return switch (invoker.invoke(logicalId, request.payload().asByteArray())) {
      case Outcome.Answered(var response) ->
          InvokeResponse.builder().statusCode(OK).payload(response).build();
      case Outcome.Failed(var type, var message) -> failed(type, message);
      case Outcome.TimedOut(var message) -> failed("Sandbox.Timedout", message);
      case Outcome.Throttled() ->
          throw TooManyRequestsException.builder()
              .message("Rate Exceeded.")
              .statusCode(429)
              .build();
    };
  }

  private static InvokeResponse failed(String type, String message) {
    UnaryOperator<String> quoted =
        text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return InvokeResponse.builder()
        .statusCode(OK)
        .functionError("Unhandled")
        .payload(
            SdkBytes.fromUtf8String(
                "{\"errorMessage\":%s,\"errorType\":%s}"
                    .formatted(quoted.apply(message), quoted.apply(type))))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
