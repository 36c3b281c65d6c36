package groundswell.dynamodb.operations;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// Parts of a request as the service repeats them in its messages:
/// `KeySchemaElement(attributeName=pk, keyType=HASH)`.
final class Echo {
  private Echo() {}

  static String of(@Nullable Object part) {
    return of(part, false);
  }

  /// Equal for requests that differ only in the order of their maps.
  static String sorted(@Nullable Object part) {
    return of(part, true);
  }

  private static String of(@Nullable Object part, boolean isSorted) {
    return switch (part) {
      case null -> "null";
      case SdkPojo structure ->
          structure.sdkFields().stream()
              .map(field -> member(field) + "=" + of(given(field, structure), isSorted))
              .collect(Collectors.joining(", ", structure.getClass().getSimpleName() + "(", ")"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + of(entry.getValue(), isSorted))
              .sorted(isSorted ? Comparator.naturalOrder() : (_, _) -> 0)
              .collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> elements ->
          elements.stream()
              .map(each -> of(each, isSorted))
              .collect(Collectors.joining(", ", "[", "]"));
      default -> part.toString();
    };
  }

  private static @Nullable Object given(SdkField<?> field, SdkPojo structure) {
    var value = field.getValueOrDefault(structure);
    return Notes.isGiven(value) ? value : null;
  }

  private static String member(SdkField<?> field) {
    var name = field.locationName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
