package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PAGES;
import static groundswell.local.objects.RunningStore.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
class AnsweringBrowsers {
  @AutoClose private final RunningStore store = new RunningStore();

  private HttpResponse<String> ask(String bucket, String origin, String method, String header)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(store.store().endpoint().resolve("/" + bucket + "/k"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", header)
            .build();
    return store.http().send(request, BodyHandlers.ofString());
  }

  @Test
  void letsAPageOfAConfiguredOriginCall() throws Exception {
    var allowed = ask(PAGES, "https://app.example.com", "PUT", "content-type, if-none-match");

    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example.com");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("content-type, if-none-match");
    assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).contains("3000");
  }

  @ParameterizedTest
  @CsvSource({
    "pages, https://app.example.org, PUT, content-type",
    "pages, https://app.example.com, DELETE, content-type",
    "pages, https://app.example.com, PUT, x-other",
    PLAIN + ", https://app.example.com, PUT, content-type",
    "nowhere, https://app.example.com, PUT, content-type"
  })
  void refusesWhatNoRuleAllows(String bucket, String origin, String method, String header)
      throws Exception {
    var refused = ask(bucket, origin, method, header);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>AccessForbidden</Code>");
  }
}
