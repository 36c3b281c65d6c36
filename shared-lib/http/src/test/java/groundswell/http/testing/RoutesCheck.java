package groundswell.http.testing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.ApiDocument.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the routes of a function take what `api/openapi.yaml` says.
///
/// @param function that has the routes
/// @param keys of its routes
public record RoutesCheck(Function function, Set<String> keys) {
  private static final List<String> ROLES = List.of("admin", "member", "viewer", "operator");
  private static final String MEMBER = "m-1";
  private static final Pattern KNOWN = Pattern.compile("known are \\[?([a-z_]+(?:, [a-z_]+)*)");

  /// A value for each variable of a path.
  private static final Map<String, String> VALUES =
      Map.of(
          "member", MEMBER,
          "challenge", "c-1",
          "upload", "u-1",
          "mapping", "wide",
          "failure", "0123456789abcdef0123456789abcdef",
          "redrive", "r-1",
          "action", "pause",
          "rehearsal", "r-1",
          "tenant", "acme");

  /// A function, called like the gateway does it.
  @FunctionalInterface
  public interface Function {
    Reply call(String role, String subject, String method, String path, String... body);
  }

  /// Each route refuses the roles that the document does not name, and no other.
  public void roles() {
    for (var operation : operations()) {
      for (var role : ROLES)
        assertThat(isAllowed(operation, role, "somebody"))
            .as("%s by %s", operation, role)
            .isEqualTo(operation.roles().contains(role));
      assertThat(isAllowed(operation, "member", MEMBER))
          .as("%s by the member itself", operation)
          .isEqualTo(operation.roles().contains("self") || operation.roles().contains("member"));
    }
  }

  private boolean isAllowed(Operation operation, String role, String subject) {
    var answer = function.call(role, subject, operation.method(), path(operation));
    return !(answer.status() == 403 && answer.at("/code").equals("forbidden"));
  }

  /// Each route that looks at its query takes the parameters of the document, and no other.
  public void queries() {
    for (var operation : operations()) {
      if (!operation.method().equals("GET")) continue;
      var answer = function.call("operator", "o", "GET", path(operation) + "?nonsense=1");
      assertThat(answer.status() == 400 ? known(answer.at("/detail")) : Set.<String>of())
          .as("parameters of %s", operation)
          .isEqualTo(operation.parameters("query"));
    }
  }

  /// Each route takes the fields of the document in its body, and no other.
  ///
  /// @param before operations that look at something else before they look at the body
  public void bodies(Set<String> before) {
    for (var operation : operations()) {
      var schema = operation.body();
      if (schema.isEmpty() || before.contains(operation.id())) continue;
      var answer =
          function.call(
              "operator", "o", operation.method(), path(operation), "{\"nonsense\": true}");
      assertThat(known(answer.expect(422).errors().toString()))
          .as("fields of %s", operation)
          .isEqualTo(
              schema.get().path("properties").properties().stream()
                  .map(Map.Entry::getKey)
                  .collect(toSet()));
    }
  }

  private static Set<String> known(String text) {
    var list = KNOWN.matcher(text);
    return list.find() ? Set.of(list.group(1).split(", ")) : Set.of();
  }

  /// Those for callers with a token.
  private List<Operation> operations() {
    return ApiDocument.OURS.operations().stream()
        .filter(operation -> keys.contains(operation.routeKey()) && operation.takesAToken())
        .toList();
  }

  private static String path(Operation operation) {
    return Stream.of(operation.path().split("/"))
        .map(
            segment ->
                segment.startsWith("{")
                    ? VALUES.getOrDefault(segment.replaceAll("[{}]", ""), segment)
                    : segment)
        .collect(joining("/"));
  }
}
