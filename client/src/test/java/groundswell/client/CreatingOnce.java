package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that answers as it is told, and notes the keys that it gets.
class CreatingOnce {
  private static final int LOST = 0;

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private HttpServer server;
  private ApiClient api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    var address = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    var count = new AtomicInteger();
    var retries = RetryPolicy.whileUnavailable(_ -> {}, () -> "key-" + count.incrementAndGet());
    api = new ApiClient(Endpoint.parse(address, false), () -> "token", retries);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
    int status = statuses.remove();
    if (status != LOST) {
      var body = "{}".getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Test
  void sendsACreationAgainWithTheSameKey() {
    statuses.addAll(List.of(LOST, 503, 504, 201));

    assertThat(api.create("/uploads", "{}").status()).isEqualTo(201);

    assertThat(keys).hasSize(4);
    assertThat(keys).containsOnly("key-1");
  }

  @Test
  void waitsForALostAnswerOnceMore() {
    statuses.addAll(List.of(LOST, LOST, 201));

    assertThatThrownBy(() -> api.create("/uploads", "{}")).isInstanceOf(UnreachableException.class);

    assertThat(keys).hasSize(2);
  }

  @Test
  void givesEachCreationAKeyOfItsOwn() {
    statuses.addAll(List.of(201, 201));

    api.create("/uploads", "{}");
    api.create("/uploads", "{}");

    assertThat(keys).containsExactly("key-1", "key-2");
  }

  @Test
  void sendsNoOtherPostTwice() {
    statuses.add(503);

    assertThat(api.post("/uploads/u-1/cancel", "{}").status()).isEqualTo(503);

    assertThat(keys).containsExactly("null");
  }
}
