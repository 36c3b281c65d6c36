package groundswell.client;

import static java.util.stream.Collectors.joining;

import org.jspecify.annotations.Nullable;

/// Which members are listed: those that match everything that is not null.
///
/// @param q a part of the id, the name or the team, in any case
/// @param id what the id begins with
/// @param state `registered` or `removed`
public record MemberFilter(@Nullable String q, @Nullable String id, @Nullable String state) {
  public static final MemberFilter ALL = new MemberFilter(null, null, null);

  /// The filter as parameters of a query; empty if it matches all.
  String query() {
    return Json.tree(this).properties().stream()
        .map(
            field ->
                "&%s=%s".formatted(field.getKey(), Endpoint.encoded(field.getValue().asText())))
        .collect(joining());
  }
}
