package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/// A successful answer: the JSON as the API sent it, and its typed value.
public record Answer<T>(JsonNode json, T value) {

  static <T> Answer<T> of(JsonNode json, Class<T> type) {
    return new Answer<>(json, Json.decode(json, type));
  }

  /// The elements of a list, each with its own JSON.
  static <T> List<Answer<T>> each(JsonNode list, Class<T> type) {
    return list.valueStream().map(element -> of(element, type)).toList();
  }

  <R> Answer<R> map(Function<T, R> part) {
    return new Answer<>(json, part.apply(value));
  }
}
