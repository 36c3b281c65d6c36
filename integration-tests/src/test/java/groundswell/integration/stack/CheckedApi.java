package groundswell.integration.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import groundswell.http.testing.AnswerCheck;
import groundswell.http.testing.ApiDocument;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Stands before the API of a stack, and checks every answer against `api/openapi.yaml`. An answer
/// that is not as described is replaced by a refusal that says so, and fails the stack's end.
final class CheckedApi implements AutoCloseable {
  /// No answer of the API or of a gateway has this status.
  private static final int NOT_AS_DESCRIBED = 418;

  private static final Set<String> SET_BY_THE_CLIENT =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "http2-settings");
  private static final Set<String> SET_BY_THE_SERVER =
      Set.of("connection", "content-length", "transfer-encoding", "date");

  private final URI api;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server;

  private CheckedApi(URI api) {
    this.api = api;
    server = LoopbackServer.start(0, new TrustedCallers(), this::handle);
  }

  static CheckedApi before(URI api) {
    return new CheckedApi(api);
  }

  URI address() {
    return server.address();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var answer = ask(exchange);
    var wrong =
        AnswerCheck.mistakes(
            ApiDocument.OURS
                .serving(exchange.getRequestMethod(), exchange.getRequestURI().getPath())
                .orElse(null),
            answer.statusCode(),
            headers(answer),
            answer.body());
    if (wrong.isEmpty()) {
      headers(answer).forEach(exchange.getResponseHeaders()::set);
      send(exchange, answer.statusCode(), answer.body());
    } else {
      var mistake = mistake(exchange, answer, wrong);
      mistakes.add(mistake);
      send(exchange, NOT_AS_DESCRIBED, mistake);
    }
  }

  private HttpResponse<String> ask(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var request =
        HttpRequest.newBuilder(api.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT)))
                values.forEach(value -> request.header(name, value));
            });
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, String> headers(HttpResponse<String> answer) {
    return answer.headers().map().entrySet().stream()
        .filter(header -> !SET_BY_THE_SERVER.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> String.join(",", header.getValue())));
  }

  private static String mistake(
      HttpExchange exchange, HttpResponse<String> answer, List<String> wrong) {
    return "%s %s answers %d %s: %s"
        .formatted(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            answer.statusCode(),
            answer.body(),
            wrong);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  /// @throws AssertionError with the answers that were not as described
  @Override
  public void close() {
    server.close();
    if (!mistakes.isEmpty())
      throw new AssertionError("not as in api/openapi.yaml: " + String.join("\n", mistakes));
  }
}
