package groundswell.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Sends requests to the HTTP API for one caller.
public final class ApiClient {
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Endpoint endpoint;
  private final Supplier<String> token;
  private final RetryPolicy retries;

  /// @param token called before each request
  public ApiClient(Endpoint endpoint, Supplier<String> token, RetryPolicy retries) {
    this.endpoint = endpoint;
    this.token = token;
    this.retries = retries;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  public Response get(String path) {
    return send(request("GET", path, BodyPublishers.noBody()));
  }

  public Response delete(String path) {
    return send(request("DELETE", path, BodyPublishers.noBody()));
  }

  public Response post(String path, String json) {
    return send(
        request("POST", path, BodyPublishers.ofString(json))
            .header(Http.CONTENT_TYPE, Json.CONTENT_TYPE));
  }

  /// A POST that creates something. With a key it is sent again if its answer is lost.
  Response create(String path, String json) {
    var request =
        request("POST", path, BodyPublishers.ofString(json))
            .header(Http.CONTENT_TYPE, Json.CONTENT_TYPE);
    retries.keys().ifPresent(keys -> request.header(Http.IDEMPOTENCY_KEY, keys.get()));
    return send(request);
  }

  public Response put(String path, String json) {
    return put(path, json, Json.CONTENT_TYPE, OptionalLong.empty());
  }

  /// @param ifVersion the version that must be stored; any if empty
  Response put(String path, String body, String contentType, OptionalLong ifVersion) {
    var request =
        request("PUT", path, BodyPublishers.ofString(body)).header(Http.CONTENT_TYPE, contentType);
    ifVersion.ifPresent(version -> request.header("if-match", "\"%d\"".formatted(version)));
    return send(request);
  }

  private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    URI url = endpoint.resolve(path);
    return HttpRequest.newBuilder(url)
        .timeout(TIMEOUT)
        .header(Http.AUTHORIZATION, "Bearer " + token.get())
        .header("accept", Json.CONTENT_TYPE)
        .method(method, body);
  }

  private Response send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      for (int attempts = 1; ; attempts++) {
        try {
          var response = Http.send(request, BodyHandlers.ofString());
          if (!retries.allowsAnother(response, attempts)) return Response.of(response);
        } catch (UnreachableException e) {
          if (!retries.allowsAnotherUnanswered(request, attempts)) throw e;
        }
        retries.pauseAfter(attempts);
      }
    } catch (InterruptedException _) {
      throw Http.interrupted();
    }
  }
}
