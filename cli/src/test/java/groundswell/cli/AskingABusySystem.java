package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A system that is just starting, or full, answers 503 for a moment.
class AskingABusySystem {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private int busyTimes;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean isBusy = requests.incrementAndGet() <= busyTimes;
          var body = (isBusy ? "{}" : "{\"challenges\":[]}").getBytes(UTF_8);
          exchange.sendResponseHeaders(isBusy ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksAgain() {
    busyTimes = 2;

    run("challenge", "list").expect(0);

    assertThat(requests).hasValue(3);
  }

  @Test
  void givesUpAfterAWhile() {
    busyTimes = Integer.MAX_VALUE;

    assertThat(run("challenge", "list").expect(1).err()).contains("503");

    assertThat(requests).hasValue(4);
  }

  @Test
  void sendsNothingTwiceThatWouldBeDoneTwice() {
    busyTimes = 1;

    assertThat(run("enter", "ann", "steps", "5000").expect(1).err()).contains("503");

    assertThat(requests).hasValue(1);
  }

  private Ran run(String... command) {
    var arguments = new String[command.length + 4];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--endpoint";
    arguments[command.length + 1] = "http://127.0.0.1:" + server.getAddress().getPort();
    arguments[command.length + 2] = "--token";
    arguments[command.length + 3] = "TOKEN";
    return Ran.command(arguments);
  }
}
