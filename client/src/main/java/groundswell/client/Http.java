package groundswell.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;

/// One exchange over HTTP/1.1. All clients of this process share its connections.
final class Http {
  static final String AUTHORIZATION = "authorization";
  static final String CONTENT_TYPE = "content-type";

  /// Names a creation, so that it takes effect once however often it is sent.
  static final String IDEMPOTENCY_KEY = "idempotency-key";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /// @throws UnreachableException if there is no answer
  static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw UnreachableException.of(request.uri(), e);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  static ApiException interrupted() {
    Thread.currentThread().interrupt();
    return new ApiException(ErrorCode.INTERRUPTED, "interrupted before the answer came");
  }

  static boolean isSuccess(int status) {
    return status / 100 == 2;
  }
}
