package groundswell.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Lambda's runtime API, which an execution environment asks for events
/// (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>).
final class RuntimeApi implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final HttpServer server;
  private final BlockingQueue<HttpExchange> asking = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// What `AWS_LAMBDA_RUNTIME_API` says.
  String address() {
    return "127.0.0.1:%d".formatted(server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.equals(INVOCATION + "next")) {
      asking.add(exchange);
      return;
    }
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
    answers.add(path.endsWith("/response") ? body : "failed: " + body);
  }

  /// Waits until the runtime asks for an event.
  ///
  /// @throws IllegalStateException if it takes longer than a minute
  HttpExchange awaitRequest() throws InterruptedException {
    var exchange = asking.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    if (exchange == null) throw new IllegalStateException("the function did not start");
    return exchange;
  }

  /// Hands an event over, and waits until the function answers.
  ///
  /// @throws IllegalStateException with the function's error, if it fails
  void invoke(HttpExchange request, String event) throws IOException, InterruptedException {
    var headers = request.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "start");
    headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:start");
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        String.valueOf(System.currentTimeMillis() + LONGEST.toMillis()));
    headers.set("Content-Type", "application/json");
    var bytes = event.getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(200, bytes.length);
    request.getResponseBody().write(bytes);
    request.close();
    var answer = answers.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) throw new IllegalStateException("the function did not answer");
    if (answer.startsWith("failed: ")) throw new IllegalStateException(answer);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
