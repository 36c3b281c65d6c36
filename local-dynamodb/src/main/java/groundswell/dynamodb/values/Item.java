package groundswell.dynamodb.values;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of one item. Immutable.
public record Item(Map<String, Value> attributes) {
  public static final Item EMPTY = new Item(Map.of());

  public Item {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  public @Nullable Value get(String attribute) {
    return attributes.get(attribute);
  }
}
