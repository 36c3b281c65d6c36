package groundswell.local.objects;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The response to the client.
record Answer(int status, Map<String, String> headers, Payload payload) {
  static final int OK = 200;
  static final int NO_CONTENT = 204;
  static final int PARTIAL_CONTENT = 206;

  sealed interface Payload {
    record Empty() implements Payload {}

    /// Only the content's length, as the answer to HEAD.
    record LengthOnly(long length) implements Payload {}

    record Text(String text) implements Payload {}

    /// A part of a file, which is closed once it is sent.
    record Range(FileChannel file, long from, long length) implements Payload {}
  }

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers, new Payload.Empty());
  }

  static Answer xml(int status, Map<String, String> headers, String xml) {
    return new Answer(status, headers, new Payload.Text(xml));
  }

  /// The same with further headers.
  Answer with(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, payload);
  }

  void write(HttpExchange exchange) throws IOException {
    var sent = exchange.getResponseHeaders();
    headers.forEach(sent::set);
    switch (payload) {
      case Payload.Empty() -> exchange.sendResponseHeaders(status, -1);
      case Payload.LengthOnly(var length) -> {
        sent.set("Content-Length", Long.toString(length));
        exchange.sendResponseHeaders(status, -1);
      }
      case Payload.Text(var text) -> {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sent.set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Payload.Range(var file, var from, var length) -> {
        try (file) {
          exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
          transfer(file, from, length, exchange);
        }
      }
    }
  }

  private static void transfer(FileChannel file, long from, long length, HttpExchange exchange)
      throws IOException {
    var out = Channels.newChannel(exchange.getResponseBody());
    for (long sent = 0; sent < length; ) {
      sent += file.transferTo(from + sent, length - sent, out);
    }
  }
}
