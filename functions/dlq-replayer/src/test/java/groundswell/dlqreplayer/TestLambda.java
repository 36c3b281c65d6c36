package groundswell.dlqreplayer;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Functions whose answers a test decides.
final class TestLambda implements LambdaClient {
  private final Queue<String> invocations = new ConcurrentLinkedQueue<>();
  private volatile Function<String, InvokeResponse> answer =
      _ -> response("{\"batchItemFailures\":[]}");

  /// The invocations, each as `function payload`.
  List<String> invocations() {
    return List.copyOf(invocations);
  }

  /// @param byPayload what the functions answer from now on
  void answers(Function<String, InvokeResponse> byPayload) {
    answer = byPayload;
  }

  static InvokeResponse response(String payload) {
    return InvokeResponse.builder()
        .statusCode(200)
        .payload(SdkBytes.fromUtf8String(payload))
        .build();
  }

  static InvokeResponse error(String payload) {
    return response(payload).toBuilder().functionError("Unhandled").build();
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    var payload = request.payload().asUtf8String();
    invocations.add(request.functionName() + " " + payload);
    return answer.apply(payload);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
