package groundswell.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// Hand-written calls over HTTP: the client does little, so that the server is measured.
final class HttpTablesLoad {
  private static final int ITEMS = 8_000;
  private static final int ITEMS_PER_PARTITION = 40;

  private final URI server;
  private final ThreadLocal<Connection> connections;

  HttpTablesLoad(URI server) {
    this.server = server;
    this.connections = ThreadLocal.withInitial(() -> new Connection(server));
  }

  double gets() throws InterruptedException {
    return TablesLoad.perSecond(
        _ ->
            connections
                .get()
                .call(
                    "GetItem",
                    "{\"TableName\":\"%s\",\"ConsistentRead\":true,\"Key\":%s}"
                        .formatted(
                            TablesLoad.TABLE, key(ThreadLocalRandom.current().nextInt(ITEMS)))));
  }

  /// Updates whose condition holds.
  double conditionalUpdates() throws InterruptedException {
    return TablesLoad.perSecond(
        _ ->
            connections
                .get()
                .call(
                    "UpdateItem",
                    """
                    {"TableName":"%s","Key":%s,"UpdateExpression":"SET version = version + :one, #data = :data",\
                    "ConditionExpression":"version >= :none","ExpressionAttributeNames":{"#data":"data"},\
                    "ExpressionAttributeValues":{":one":{"N":"1"},":none":{"N":"0"},":data":{"S":"%s"}}}"""
                        .formatted(
                            TablesLoad.TABLE,
                            key(ThreadLocalRandom.current().nextInt(ITEMS)),
                            "y".repeat(200))));
  }

  private static String key(int item) {
    return "{\"pk\":{\"S\":\"partition-%d\"},\"sk\":{\"N\":\"%d\"}}"
        .formatted(item / ITEMS_PER_PARTITION, item % ITEMS_PER_PARTITION);
  }

  URI server() {
    return server;
  }

  private static final class Connection {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    Connection(URI server) {
      try {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot connect to " + server, e);
      }
    }

    void call(String operation, String body) {
      var request =
          """
          POST / HTTP/1.1
          Host: 127.0.0.1
          X-Amz-Target: DynamoDB_20120810.%s
          Content-Type: application/x-amz-json-1.0
          X-Amz-Date: 20260101T000000Z
          Authorization: AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/dynamodb/aws4_request, \
          SignedHeaders=host;x-amz-date, Signature=0
          Content-Length: %d

          """
                  .formatted(operation, body.length())
                  .replace("\n", "\r\n")
              + body;
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        read();
      } catch (IOException e) {
        throw new UncheckedIOException(operation + " failed", e);
      }
    }

    private void read() throws IOException {
      var status = line();
      var length = 0;
      for (var line = line(); !line.isEmpty(); line = line()) {
        if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
          length = Integer.parseInt(line.substring(LENGTH.length()).strip());
        }
      }
      var body = in.readNBytes(length);
      if (!status.contains(" 200")) {
        throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (var c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) throw new IOException("the server closed the connection");
        if (c != '\r') line.append((char) c);
      }
      return line.toString();
    }
  }
}
