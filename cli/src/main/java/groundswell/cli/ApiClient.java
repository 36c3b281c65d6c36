package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Calls of the HTTP API, and of the presigned URLs that it hands out.
final class ApiClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TRANSFER_TIMEOUT = Duration.ofHours(1);
  private static final int TRIES_MAX = 4;

  /// After the first try; then longer.
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI endpoint;
  private final Supplier<String> token;
  private final boolean insecure;

  /// @param token asked for before each call
  /// @param insecure whether hosts other than this one may be called without encryption
  ApiClient(URI endpoint, Supplier<String> token, boolean insecure) {
    this.endpoint = endpoint;
    this.token = token;
    this.insecure = insecure;
  }

  JsonNode get(String path) {
    return send("GET", path, BodyPublishers.noBody(), "");
  }

  JsonNode delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), "");
  }

  JsonNode post(String path, JsonNode body) {
    return send("POST", path, BodyPublishers.ofString(body.toString()), Json.CONTENT_TYPE);
  }

  JsonNode put(String path, String body, String contentType) {
    return put(path, body, contentType, Optional.empty());
  }

  /// @param version that it has to be at still; any if it is empty
  JsonNode put(String path, String body, String contentType, Optional<Long> version) {
    var request = request("PUT", path, BodyPublishers.ofString(body), contentType);
    version.ifPresent(expected -> request.header("if-match", "\"%d\"".formatted(expected)));
    return json(request.build());
  }

  /// Asks for a token, as local clouds give them to anyone.
  String localToken(Map<String, String> claims) {
    var form =
        claims.entrySet().stream()
            .map(claim -> claim.getKey() + "=" + encoded(claim.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(encrypted(endpoint.resolve("/oauth2/token")))
            .timeout(TIMEOUT)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return json(request).path("access_token").asText();
  }

  /// Puts a file where a presigned URL says.
  ///
  /// @param body the file's bytes
  void putObject(URI url, Map<String, String> headers, BodyPublisher body) {
    var request = HttpRequest.newBuilder(encrypted(url)).timeout(TRANSFER_TIMEOUT).PUT(body);
    headers.forEach(request::header);
    var response = exchange(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new Failure(
          "the file was refused with HTTP status %d".formatted(response.statusCode()),
          response.body().lines().toList());
    }
  }

  /// Saves what a presigned URL points to: all of it, or the file stays as it was.
  void download(URI url, Path target) {
    var request = HttpRequest.newBuilder(encrypted(url)).timeout(TRANSFER_TIMEOUT).GET().build();
    var part = partOf(target);
    try {
      var response = exchange(request, BodyHandlers.ofFile(part));
      if (response.statusCode() != 200) {
        throw new Failure(
            "%s answered HTTP status %d; %s is not written"
                .formatted(withoutQuery(url), response.statusCode(), target));
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write %s: %s".formatted(target, e));
    } finally {
      part.toFile().delete();
    }
  }

  /// A file beside the target that only its owner may read.
  private static Path partOf(Path target) {
    try {
      var folder = target.toAbsolutePath().getParent();
      return Files.createTempFile(folder, target.getFileName().toString() + ".", ".part");
    } catch (IOException e) {
      throw new Failure("cannot write beside %s: %s".formatted(target, e));
    }
  }

  /// The query of a presigned URL lets whoever has it read or write, for a quarter of an hour.
  static URI withoutQuery(URI url) {
    return URI.create(url.toString().replaceFirst("[?#].*$", ""));
  }

  /// @throws Failure if others on the way could read the token, or a presigned URL
  private URI encrypted(URI url) {
    if (insecure || Reachability.isLocal(url) || "https".equalsIgnoreCase(url.getScheme()))
      return url;
    throw new Failure(
        "%s is not encrypted: others could read the token and your data; use https, or --insecure"
            .formatted(withoutQuery(url)));
  }

  /// A segment of a path, or a value of a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /// A member in a path.
  static String segment(String member) {
    try {
      return MemberSegment.of(new MemberId(member));
    } catch (IllegalArgumentException e) {
      throw new Failure("%s: %s".formatted(member, e.getMessage()));
    }
  }

  private JsonNode send(String method, String path, BodyPublisher body, String contentType) {
    return json(request(method, path, body, contentType).build());
  }

  private HttpRequest.Builder request(
      String method, String path, BodyPublisher body, String contentType) {
    var request =
        HttpRequest.newBuilder(encrypted(endpoint.resolve(path)))
            .timeout(TIMEOUT)
            .header("authorization", "Bearer " + token.get())
            .header("accept", Json.CONTENT_TYPE)
            .method(method, body);
    if (!contentType.isEmpty()) request.header("content-type", contentType);
    return request;
  }

  private JsonNode json(HttpRequest request) {
    var response = exchange(request, BodyHandlers.ofString());
    for (int tries = 1; isBusy(response) && tries < TRIES_MAX; tries++) {
      LockSupport.parkNanos(PAUSE.multipliedBy(tries).toNanos());
      response = exchange(request, BodyHandlers.ofString());
    }
    if (response.statusCode() / 100 == 2) return Json.parse(response.body());
    throw problem(response);
  }

  /// Whether the same request may find somebody a moment later. One that does more each time it is
  /// sent is not sent again: it may have arrived.
  private static boolean isBusy(HttpResponse<String> response) {
    return response.statusCode() == 503 && !response.request().method().equals("POST");
  }

  private <T> HttpResponse<T> exchange(
      HttpRequest request, HttpResponse.BodyHandler<T> bodyHandler) {
    try {
      return http.send(request, bodyHandler);
    } catch (IOException e) {
      throw Reachability.failure(request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  /// What an RFC 9457 problem says, or at least its status.
  private static Failure problem(HttpResponse<String> response) {
    var body = Json.parseOrMissing(response.body());
    if (response.statusCode() == 401)
      return new Failure("the token is not accepted (HTTP status 401); get a new one");
    var detail = body.path("detail").asText("");
    if (detail.isEmpty()) detail = body.path("message").asText("no explanation");
    return new Failure(
        "%s (HTTP status %d)".formatted(detail, response.statusCode()), errors(body));
  }

  private static List<String> errors(JsonNode body) {
    return body.path("errors")
        .valueStream()
        .map(
            error ->
                "%s: %s".formatted(error.path("field").asText(), error.path("message").asText()))
        .toList();
  }
}
