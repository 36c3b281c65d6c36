package groundswell.workload.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// The HTTP API as one caller uses it. A failure of the server's is tried again, as every sensible
/// client does.
public final class Api {
  private static final int ATTEMPTS_MAX = 20;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final URI endpoint;
  private final String token;

  /// @param endpoint where the API answers
  /// @param token sent with every call
  public Api(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json);
  }

  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  /// Sends a file to a presigned URL.
  public Answer putFile(URI url, JsonNode headers, Path file) {
    try {
      var request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofFile(file));
      headers
          .properties()
          .forEach(
              header -> {
                if (!isSetByTheClient(header.getKey()))
                  request.header(header.getKey(), header.getValue().asText());
              });
      var answer = exchange(request.build());
      return new Answer(answer.statusCode(), JsonNodeFactory.instance.textNode(answer.body()));
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads what a presigned URL points to.
  public String text(URI url) {
    return exchange(HttpRequest.newBuilder(url).GET().build()).body();
  }

  /// A path segment or query value.
  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static boolean isSetByTheClient(String header) {
    return header.equalsIgnoreCase("host") || header.equalsIgnoreCase("content-length");
  }

  private Answer send(String method, String path, String json) {
    var answer = sendOnce(method, path, json);
    for (int attempt = 1; answer.status() >= 500 && attempt < ATTEMPTS_MAX; attempt++)
      answer = sendOnce(method, path, json);
    return answer;
  }

  private Answer sendOnce(String method, String path, String json) {
    BodyPublisher body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("authorization", "Bearer " + token)
            .method(method, body);
    if (!json.isEmpty()) request.header("content-type", "application/json");
    var response = exchange(request.build());
    return new Answer(response.statusCode(), parsed(response.body()));
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s".formatted(request.method(), request.uri()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Reads JSON, decimals exactly.
  public static JsonNode parsed(String text) {
    try {
      return text.isEmpty() ? JsonNodeFactory.instance.missingNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }
}
