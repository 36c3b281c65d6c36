package groundswell.local.runtime;

import groundswell.local.calls.Chain;
import groundswell.local.calls.ChainHeaders;
import groundswell.local.template.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/// Lambda's Invoke over the functions of the template
/// (<https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>).
public final class LocalLambda implements LambdaClient {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  /// The event of a call without a payload.
  private static final String NO_PAYLOAD = "{}";

  private final Map<String, String> logicalIds;
  private final Invoker invoker;
  private final AsynchronousCalls asynchronous;

  /// @param invoker calls a function by its logical id
  public LocalLambda(
      List<Topology.Function> functions, Invoker invoker, AsynchronousCalls asynchronous) {
    logicalIds =
        functions.stream()
            .collect(Collectors.toMap(Topology.Function::name, Topology.Function::logicalId));
    this.invoker = invoker;
    this.asynchronous = asynchronous;
  }

  /// Calls a function in its caller's chain, and waits for its answer.
  @FunctionalInterface
  public interface Invoker {
    Outcome invoke(String logicalId, byte[] event, Chain chain);
  }

  /// A name may have a qualifier, which is ignored: there is one version here. An asynchronous call
  /// is only accepted; its caller does not learn the outcome.
  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    var logicalId = logicalIds.get(request.functionName().split(":", 2)[0]);
    if (logicalId == null)
      throw ResourceNotFoundException.builder()
          .message("Function not found: " + request.functionName())
          .statusCode(404)
          .build();
    var chain = ChainHeaders.of(request);
    if (request.invocationType() == InvocationType.EVENT) {
      asynchronous.accept(logicalId, payload(request), chain);
      return InvokeResponse.builder().statusCode(ACCEPTED).build();
    }
    return switch (invoker.invoke(logicalId, payload(request), chain)) {
      case Outcome.Answered(var response) ->
          InvokeResponse.builder().statusCode(OK).payload(response).build();
      case Outcome.Failed(var type, var message) -> failed(type, message);
      case Outcome.TimedOut(var message) -> failed("Sandbox.Timedout", message);
      case Outcome.Recursive(var message) ->
          throw RecursiveInvocationException.builder().message(message).statusCode(400).build();
      case Outcome.Throttled() ->
          throw TooManyRequestsException.builder()
              .message("Rate Exceeded.")
              .statusCode(429)
              .build();
    };
  }

  private static byte[] payload(InvokeRequest request) {
    return request.payload() == null
        ? NO_PAYLOAD.getBytes(StandardCharsets.UTF_8)
        : request.payload().asByteArray();
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
