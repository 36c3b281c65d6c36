package groundswell.dynamodb.operations;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/// Parts of a request as BatchGetItem repeats them in its messages: as JSON, without absent
/// members.
final class BatchEcho {
  private BatchEcho() {}

  static String json(@Nullable Object part) {
    return switch (part) {
      case null -> "null";
      case SdkPojo structure ->
          structure.sdkFields().stream()
              .filter(field -> Notes.isGiven(field.getValueOrDefault(structure)))
              .map(
                  field ->
                      quoted(field.locationName()) + ":" + json(field.getValueOrDefault(structure)))
              .collect(Collectors.joining(",", "{", "}"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case Collection<?> elements ->
          elements.stream().map(BatchEcho::json).collect(Collectors.joining(",", "[", "]"));
      case String text -> quoted(text);
      case SdkBytes _ -> quoted("…");
      default -> part.toString();
    };
  }

  private static String quoted(Object text) {
    return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
