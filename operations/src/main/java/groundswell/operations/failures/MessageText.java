package groundswell.operations.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.operations.domain.FailedMessage;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;

/// A message as the text of an object: its attributes as one line of JSON, then its unchanged body.
final class MessageText {
  private static final String LINE_END = "\n";

  private MessageText() {}

  static String write(FailedMessage message) {
    var attributes =
        Json.write(
            json -> {
              json.writeStartObject();
              for (var attribute : message.attributes().entrySet())
                json.writeStringField(attribute.getKey(), attribute.getValue());
              json.writeEndObject();
            });
    return attributes + LINE_END + message.body();
  }

  static FailedMessage read(String text) {
    var parts = text.split(LINE_END, 2);
    try {
      var attributes = new HashMap<String, String>();
      JsonTree.read(new ByteArrayInputStream(parts[0].getBytes(UTF_8)))
          .properties()
          .forEach(each -> attributes.put(each.getKey(), each.getValue().textValue()));
      return new FailedMessage(parts[1], attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
