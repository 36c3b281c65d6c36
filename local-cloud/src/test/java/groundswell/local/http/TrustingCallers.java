package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks by web pages in a developer's browser while a local cloud runs. See
/// https://developer.mozilla.org/docs/Web/Security/Attacks/CSRF
class TrustingCallers {
  private final TrustedCallers callers = new TrustedCallers();

  @AutoClose
  private final LoopbackServer server =
      LoopbackServer.start(
          0,
          callers,
          exchange -> {
            if (exchange.getRequestURI().getPath().equals("/broken")) {
              throw new IllegalStateException("on purpose");
            }
            if (exchange.getRequestURI().getPath().equals("/behind")) {
              throw new ConnectException("nobody listens behind");
            }
            exchange.sendResponseHeaders(200, -1);
          });

  /// The status of the answer to a request with exactly these headers.
  private int status(String target, String... headers) throws IOException {
    return status(server.address().getPort(), target, headers);
  }

  private static int status(int port, String target, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      var request =
          "GET %s HTTP/1.1\r\nConnection: close\r\n%s\r\n\r\n"
              .formatted(target, String.join("\r\n", headers));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ", -1)[1]);
    }
  }

  private String host(String name) {
    return host(name, server);
  }

  private static String host(String name, LoopbackServer server) {
    return "Host: %s:%d".formatted(name, server.address().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void takesRequestsForItsOwnAddresses(String name) throws IOException {
    assertThat(status("/", host(name))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attacker.example", "localhost.attacker.example", "127.0.0.1.nip.io"})
  void refusesNamesThatMerelyPointHere(String name) throws IOException {
    assertThat(status("/", host(name))).isEqualTo(421);
  }

  @Test
  void refusesAnotherPortAndNoHost() throws IOException {
    assertThat(status("/", "Host: 127.0.0.1:1")).isEqualTo(421);
    assertThat(status("/", "Host:")).isEqualTo(421);
  }

  @Test
  void looksAtTheHostOfAnAbsoluteAddressToo() throws IOException {
    assertThat(status("http://attacker.example/", host("127.0.0.1"))).isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://attacker.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void refusesForeignPages(String header) throws IOException {
    assertThat(status("/", host("127.0.0.1"), header)).isEqualTo(403);
  }

  @Test
  void takesItsOwnPagesAndThoseThatAreConfigured() throws IOException {
    callers.addOrigins(List.of("https://*.example.com"));

    assertThat(status("/", host("localhost"), "Origin: " + server.address())).isEqualTo(200);
    assertThat(status("/", host("localhost"), "Origin: https://app.example.com")).isEqualTo(200);
    assertThat(status("/", host("localhost"), "Sec-Fetch-Site: none")).isEqualTo(200);
  }

  private static final String[] VISIT = {
    "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"
  };

  /// Also the way back from sign-in is such a visit.
  @Test
  void takesVisitsFromOtherSitesWhereItHasPages() throws IOException {
    try (var pages =
        LoopbackServer.startWithPages(
            0, callers, exchange -> exchange.sendResponseHeaders(200, -1))) {
      assertThat(status(pages, "/", VISIT)).isEqualTo(200);
      assertThat(status(server, "/", VISIT)).isEqualTo(403);
      assertThat(status(pages, "/", "Sec-Fetch-Site: cross-site")).isEqualTo(403);
      assertThat(status(pages, "/", VISIT[0], VISIT[1], "Sec-Fetch-Dest: iframe")).isEqualTo(403);
      assertThat(
              status(pages, "/", VISIT[0], VISIT[1], VISIT[2], "Origin: https://attacker.example"))
          .isEqualTo(403);
    }
  }

  private static int status(LoopbackServer server, String target, String... headers)
      throws IOException {
    var all = Stream.concat(Stream.of(host("localhost", server)), Stream.of(headers));
    return status(server.address().getPort(), target, all.toArray(String[]::new));
  }

  @Test
  void answersWhenItsHandlerFails() throws IOException {
    assertThat(status("/broken", host("localhost"))).isEqualTo(500);
    assertThat(status("/behind", host("localhost"))).isEqualTo(500);
  }
}
