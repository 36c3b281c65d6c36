package groundswell.integration.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// CloudFormation lists a hundred resources at a time, LocalStack lists all at once
/// (CloudFormation API reference, `ListStackResources`).
class ListingTheResourcesOfAStack {
  private static final int PAGE = 100;
  private static final int ALL = 250;

  @Test
  void findsThoseOfEveryPage() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", ListingTheResourcesOfAStack::answer);
    server.start();
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var cloudFormation = Cloud.at(address, "eu-central-1", "key", "secret").cloudFormation()) {
      var resources = StackResources.of(cloudFormation, "groundswell");

      assertThat(resources).hasSize(ALL).containsKeys("Resource0", "Resource" + (ALL - 1));
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      assertThat(request).contains("Action=ListStackResources").contains("StackName=groundswell");
      var page =
          page(request.contains("NextToken=")
                  ? request.replaceAll(".*NextToken=(\\d+).*", "$1")
                  : "0")
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static String page(String token) {
    int first = Integer.parseInt(token);
    int end = Math.min(first + PAGE, ALL);
    var members =
        IntStream.range(first, end)
            .mapToObj(
                i ->
                    "<member><LogicalResourceId>Resource%d</LogicalResourceId></member>"
                        .formatted(i))
            .collect(Collectors.joining());
    var next = end < ALL ? "<NextToken>%d</NextToken>".formatted(end) : "";
    return """
    <ListStackResourcesResponse><ListStackResourcesResult>
    <StackResourceSummaries>%s</StackResourceSummaries>%s
    </ListStackResourcesResult></ListStackResourcesResponse>
    """
        .formatted(members, next);
  }
}
