package groundswell.client;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which failures a request is about: those that match everything that is not null.
///
/// @param since the earliest time at which they were first seen
/// @param until the time before which they were first seen
/// @param text a part of the reason
/// @param ids null for all
public record FailureFilter(
    @Nullable String state,
    @Nullable String group,
    @Nullable String tenant,
    @Nullable String upload,
    @Nullable String challenge,
    @Nullable String eventType,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text,
    @Nullable List<String> ids) {
  private static final FailureFilter ALL =
      new FailureFilter(null, null, null, null, null, null, null, null, null, null);

  public FailureFilter {
    ids = ids == null || ids.isEmpty() ? null : List.copyOf(ids);
  }

  /// All failures in a state.
  public static FailureFilter inState(String state) {
    return ALL.withState(state);
  }

  public boolean matchesAll() {
    return equals(ALL);
  }

  public FailureFilter withState(String other) {
    return new FailureFilter(
        other, group, tenant, upload, challenge, eventType, since, until, text, ids);
  }

  /// The filter as parameters of a query; empty if it matches all.
  String query() {
    return Json.tree(this).properties().stream()
        .map(field -> "&%s=%s".formatted(name(field.getKey()), value(field.getValue())))
        .collect(joining());
  }

  private static String name(String field) {
    return field.equals("ids") ? "id" : field;
  }

  private static String value(JsonNode value) {
    if (!value.isArray()) return Endpoint.encoded(value.asText());
    return value.valueStream().map(FailureFilter::value).collect(joining(","));
  }
}
