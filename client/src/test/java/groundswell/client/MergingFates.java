package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import groundswell.client.FatesDownload.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fates of an upload come in parts, by member. They are saved in the order of the file.
class MergingFates {
  private static final List<String> COLUMNS = List.of("line", "fate");

  @TempDir private Path folder;
  private HttpServer server;
  private PresignedUrls urls;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    urls = new PresignedUrls(new Endpoint(address("/"), false));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// More parts than are merged at once, on several pages.
  @Test
  void keepsTheOrderOfTheFile() throws IOException {
    int parts = 150;
    var served =
        IntStream.range(0, parts)
            .mapToObj(part -> part("%d,a\r\n%d,b\r\n".formatted(part + 2, part + 2 + parts)))
            .toList();
    Function<Optional<String>, Page> pages =
        cursor -> {
          int from = cursor.map(Integer::parseInt).orElse(0);
          int until = Math.min(from + 40, parts);
          var next = until < parts ? Integer.toString(until) : null;
          return new Page(COLUMNS, served.subList(from, until), next, 0);
        };
    var told = new ArrayList<Long>();

    int missing =
        new FatesDownload(urls, pages)
            .save(folder.resolve("rows.csv"), (done, _) -> told.add(done));

    assertThat(missing).isZero();
    var lines = Files.readAllLines(folder.resolve("rows.csv"));
    assertThat(lines.getFirst()).isEqualTo("line,fate");
    assertThat(lines.stream().skip(1).map(line -> Integer.parseInt(line.split(",", 2)[0])))
        .containsExactlyElementsOf(IntStream.range(2, 2 + 2 * parts).boxed().toList());
    assertThat(told).hasSize(parts).endsWith((long) parts);
    leavesOnly("rows.csv");
  }

  @Test
  void savesAHeaderIfThereIsNoRow() throws IOException {
    new FatesDownload(urls, _ -> new Page(COLUMNS, List.of(), null, 3))
        .save(folder.resolve("rows.csv"), (_, _) -> {});

    assertThat(folder.resolve("rows.csv")).hasContent("line,fate");
  }

  @Test
  void leavesTheTargetAsItWasIfAPartIsGone() throws IOException {
    var target = Files.writeString(folder.resolve("rows.csv"), "old");
    var download =
        new FatesDownload(urls, _ -> new Page(COLUMNS, List.of(address("/gone")), null, 0));

    assertThatThrownBy(() -> download.save(target, (_, _) -> {})).isInstanceOf(ApiException.class);

    assertThat(target).hasContent("old");
    leavesOnly("rows.csv");
  }

  private void leavesOnly(String name) throws IOException {
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve(name));
    }
  }

  private URI part(String rows) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(rows.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var path = "/part-" + rows.hashCode();
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
          }
        });
    return address(path);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }
}
