package groundswell.dynamodb.moto;

import groundswell.dynamodb.clients.InstalledClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Moto's server (<https://docs.getmoto.org>) in a process of its own, for one test class. If it
/// can't be installed, the class is skipped with a message.
final class MotoServer implements BeforeAllCallback, AfterAllCallback {
  private static final String READY = "Running on http";

  private final InstalledClients installed = new InstalledClients();

  private Process server;
  private DynamoDbClient client;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    installed.beforeAll(context);
    var port = freePort();
    server =
        new ProcessBuilder(
                installed.folder() + "/moto/bin/moto_server",
                "-H",
                "127.0.0.1",
                "-p",
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    awaitReady();
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)).build())
            .build();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (client != null) client.close();
    if (server == null) return;
    server.destroy();
    if (!server.waitFor(10, TimeUnit.SECONDS)) server.destroyForcibly();
  }

  DynamoDbClient client() {
    return client;
  }

  private void awaitReady() throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    var output = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      output.append(line).append('\n');
      if (line.contains(READY)) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return;
      }
    }
    throw new IllegalStateException("moto's server ended before it was ready:\n" + output);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
