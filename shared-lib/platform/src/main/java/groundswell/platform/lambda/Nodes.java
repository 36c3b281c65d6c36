package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parts of an event; missing ones are null, as in Lambda's event classes.
public final class Nodes {
  private Nodes() {}

  public static @Nullable String text(JsonNode parent, String name) {
    return parent.path(name).asText(null);
  }

  static ByteBuffer bytes(JsonNode node) {
    try {
      return ByteBuffer.wrap(node.binaryValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> @Nullable List<T> list(JsonNode node, Function<JsonNode, T> element) {
    if (!node.isArray()) return null;
    var list = new ArrayList<T>(node.size());
    node.forEach(each -> list.add(element.apply(each)));
    return list;
  }

  static <T> @Nullable Map<String, T> map(JsonNode node, Function<JsonNode, T> value) {
    if (!node.isObject()) return null;
    var map = new LinkedHashMap<String, T>();
    node.forEachEntry((name, each) -> map.put(name, value.apply(each)));
    return map;
  }

  public static @Nullable Map<String, String> texts(JsonNode node) {
    return map(node, JsonNode::asText);
  }
}
