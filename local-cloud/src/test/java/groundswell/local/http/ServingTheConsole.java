package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTheConsole {
  private static final String PAGE = "<!doctype html><title>Groundswell</title>";

  @TempDir private Path directory;
  private Path built = Path.of("");
  private RunningGateway gateway = new RunningGateway();

  @BeforeEach
  void build() throws IOException {
    gateway.close();
    built = Files.createDirectories(directory.resolve("dist"));
    Files.writeString(built.resolve("index.html"), PAGE);
    Files.writeString(built.resolve("favicon.svg"), "<svg/>");
    Files.createDirectory(built.resolve("assets"));
    Files.writeString(built.resolve("assets/index-3f2a.js"), "console.log(1)");
    Files.write(built.resolve("assets/Inter-9c1b.woff2"), new byte[] {(byte) 0xff, 0, 1});
    Files.writeString(directory.resolve("secret.txt"), "secret");
    gateway = serving(built);
  }

  private static RunningGateway serving(Path directory) {
    return new RunningGateway(
        Optional.empty(),
        address ->
            Optional.of(
                new ConsoleSite(
                    directory,
                    Map.of("Content-Security-Policy", "default-src 'none'"),
                    "{\"clientId\":\"console\"}",
                    address)));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/admin",
        "/admin/uploads/01a2",
        "/me",
        "/me/challenges/steps?show=around",
        "/ops",
        "/ops/failures/6f5e",
        "/signed-in?code=c&state=s"
      })
  void givesEveryViewTheOnePage(String path) {
    var response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(PAGE);
    assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(response, "Content-Security-Policy")).isEqualTo("default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/index-3f2a.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'",
    "/assets/Inter-9c1b.woff2, font/woff2, 'public, max-age=31536000, immutable'",
    "/favicon.svg, image/svg+xml, no-cache",
    "/console.json, application/json, no-cache"
  })
  void keepsForEverWhatHasAHashInItsName(String path, String type, String age) {
    var response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo(type);
    assertThat(header(response, "Cache-Control")).isEqualTo(age);
    assertThat(header(response, "Content-Security-Policy")).isNotEmpty();
  }

  private HttpResponse<byte[]> bytes(String path, String encodings) {
    var request = gateway.request(path).header("Accept-Encoding", encodings).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void compressesWhatIsLargeEnough() throws IOException {
    var script = "console.log('on and on');".repeat(1_000);
    Files.writeString(built.resolve("assets/large-77ab.js"), script);

    var response = bytes("/assets/large-77ab.js", "gzip, deflate, br");

    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "Vary")).isEqualTo("accept-encoding");
    assertThat(response.body()).hasSizeLessThan(script.length() / 10);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body()))).hasContent(script);
  }

  @ParameterizedTest
  @CsvSource({
    "large-77ab.js, 'gzip;q=0, br'",
    "large-77ab.js, 'identity'",
    "large-77ab.woff2, 'gzip'",
    "index-3f2a.js, 'gzip'"
  })
  void sendsTheRestAsItIs(String name, String encodings) throws IOException {
    for (var ending : List.of("js", "woff2"))
      Files.write(built.resolve("assets/large-77ab." + ending), new byte[5_000]);

    var response = bytes("/assets/" + name, encodings);

    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(response.body()).isEqualTo(Files.readAllBytes(built.resolve("assets/" + name)));
  }

  @Test
  void tellsTheConsoleItsSettings() {
    assertThat(gateway.get("/console.json").body()).isEqualTo("{\"clientId\":\"console\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/uploads/a/b",
        "/members",
        "/nothing",
        "/assets",
        "/assets/gone.js",
        "/administrators",
        "/signed-in/again"
      })
  void leavesTheErrorsOfTheApiAlone(String path) {
    var response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void leavesTheRoutesToTheApi() {
    assertThat(gateway.get("/secret").statusCode()).isEqualTo(401);
    var posted = gateway.send(gateway.request("/admin").POST(BodyPublishers.ofString("{}")));
    assertThat(posted.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/../../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/a%00b"})
  void servesNothingFromOutside(String path) throws IOException {
    Files.createSymbolicLink(built.resolve("link.txt"), directory.resolve("secret.txt"));

    assertThat(gateway.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void servesNothingFromOutsideBeforeItIsBuilt() {
    gateway.close();
    gateway = serving(directory.resolve("not-there"));

    assertThat(gateway.get("/%2f" + directory.resolve("secret.txt").toString().substring(1)))
        .returns(404, HttpResponse::statusCode);
  }

  /// Sign-in returns to one origin, and pages of two would not share it.
  @Test
  void leadsEveryNameOfThisMachineToOneOrigin() {
    var other = "http://localhost:%d".formatted(gateway.address().getPort());

    var response = gateway.get(other, "/ops/failures?kind=permanent");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(header(response, "Location"))
        .isEqualTo(gateway.address() + "/ops/failures?kind=permanent");
  }

  @Test
  void saysHowItIsBuiltWhereItIsNot() throws IOException {
    Files.delete(built.resolve("index.html"));

    var response = gateway.get("/");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("The console is not built. Build it with: make console\n");
    assertThat(header(response, "Content-Type")).startsWith("text/plain");
  }
}
