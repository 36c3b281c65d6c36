package groundswell.client;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which uploads are listed: those that match everything that is not null.
///
/// @param kind `activity` or `members`
/// @param state the name of a state
/// @param createdBy who asked for it
/// @param from the earliest time of creation
/// @param before the time of creation that is too late
public record UploadFilter(
    @Nullable String kind,
    @Nullable String state,
    @Nullable String createdBy,
    @Nullable Instant from,
    @Nullable Instant before) {
  public static final UploadFilter ALL = new UploadFilter(null, null, null, null, null);

  /// The filter as parameters of a query; empty if it matches all.
  String query() {
    return Json.tree(this).properties().stream()
        .map(
            field ->
                "&%s=%s".formatted(field.getKey(), Endpoint.encoded(field.getValue().asText())))
        .collect(joining());
  }
}
