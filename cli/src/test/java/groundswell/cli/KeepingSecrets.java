package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingSecrets {
  private static final String SIGNED = "/rejects/a.csv?X-Amz-Signature=SECRETSIG";

  @TempDir private Path directory;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
          var body = (status == 200 ? "{\"challenges\":[]}" : "<Error/>").getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
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
  void sendsNoTokenInTheClearToOtherHosts() {
    var ran =
        Ran.command(
                "challenge",
                "list",
                "--endpoint",
                "http://groundswell.invalid",
                "--token",
                "SECRET")
            .expect(1);

    assertThat(ran.err())
        .contains("http://groundswell.invalid", "is not encrypted", "--insecure")
        .doesNotContain("SECRET");
    assertThatThrownBy(
            () -> client().download(URI.create("http://groundswell.invalid" + SIGNED), target()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not encrypted")
        .hasMessageNotContaining("SECRETSIG");
  }

  @Test
  void takesTheTokenFromAFile() throws IOException {
    var file = Files.writeString(directory.resolve("token"), "SECRET\n");

    Ran.command("challenge", "list", "--endpoint", url(""), "--token-file", file.toString())
        .expect(0);

    assertThat(tokens).containsExactly("Bearer SECRET");
    assertThat(
            Ran.command("challenge", "list", "--endpoint", url(""), "--token-file", "no-such")
                .expect(1)
                .err())
        .contains("cannot read the token from no-such");
  }

  @Test
  void leavesAFileAsItWasWhenADownloadFails() throws IOException {
    var target = Files.writeString(target(), "PRECIOUS");
    status = 403;

    assertThatThrownBy(() -> client().download(URI.create(url(SIGNED)), target))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("answered HTTP status 403")
        .hasMessageNotContaining("SECRETSIG");

    assertThat(target).hasContent("PRECIOUS");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void downloadsIntoAFileOfItsOwner() throws IOException {
    client().download(URI.create(url(SIGNED)), target());

    assertThat(target()).hasContent("{\"challenges\":[]}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target())))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private ApiClient client() {
    return new ApiClient(URI.create(url("")), () -> "SECRET", false);
  }

  private Path target() {
    return directory.resolve("a.rejects.csv");
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }
}
