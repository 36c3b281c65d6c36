package groundswell.integration;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.OneJvm;
import groundswell.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The local cloud shows `api/openapi.yaml` in a browser.
class ReadingAboutTheApi {
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href|url)[=:] ?\"([^\"]*)\"");
  private static LocalCloud cloud;

  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeAll
  static void start(@TempDir Path folder) {
    cloud = LocalCloud.start(OneJvm.options(folder));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void takesAllThatAPageNeedsFromTheLocalCloud() throws Exception {
    var page = get("/docs");
    var addresses =
        ADDRESS
            .matcher(page.body() + get("/docs/start.js").body())
            .results()
            .map(it -> it.group(1));

    assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
    assertThat(addresses.filter(address -> !address.equals("data:,")).distinct().toList())
        .hasSize(4)
        .allSatisfy(address -> assertThat(get(address).statusCode()).isEqualTo(200));
  }

  @Test
  void showsTheDocumentAsItIs() throws Exception {
    assertThat(get("/docs/openapi.yaml").body())
        .isEqualTo(Files.readString(Path.of("../api/openapi.yaml")));
  }

  @Test
  void letsAPageTalkToNobodyElse() throws Exception {
    assertThat(get("/docs").headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(URI.create(cloud.apiUrl() + path)).build(), BodyHandlers.ofString());
  }
}
