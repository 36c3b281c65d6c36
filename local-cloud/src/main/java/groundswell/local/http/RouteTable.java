package groundswell.local.http;

import groundswell.local.template.Topology.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds a request's route. A literal segment wins over `{name}`, `{name}` over `{name+}`, and a
/// method over `ANY`. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
final class RouteTable {
  private static final String ANY = "ANY";
  private final List<Route> bySpecificity;

  RouteTable(List<Route> routes) {
    bySpecificity =
        routes.stream()
            .sorted(
                Comparator.comparing(RouteTable::specificity)
                    .thenComparing(route -> route.method().equals(ANY)))
            .toList();
  }

  /// @param pathParameters decoded
  record Match(Route route, Map<String, String> pathParameters) {}

  /// API Gateway decodes the path of an HTTP API first: an escaped slash divides it, and an escaped
  /// question mark ends it.
  Optional<Match> find(String method, String rawPath) {
    var path = decoded(rawPath).split("[?]", 2)[0];
    return bySpecificity.stream()
        .filter(route -> route.method().equals(ANY) || route.method().equals(method))
        .flatMap(route -> match(route, path).stream())
        .findFirst();
  }

  /// One character per segment, which sorts the more specific path first.
  private static String specificity(Route route) {
    var kinds = new StringBuilder();
    for (var segment : segments(route.path())) {
      kinds.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
    }
    return kinds.toString();
  }

  private static Optional<Match> match(Route route, String path) {
    var wanted = segments(route.path());
    var given = segments(path);
    var parameters = new LinkedHashMap<String, String>();
    for (var i = 0; i < wanted.size(); i++) {
      var segment = wanted.get(i);
      if (i >= given.size()) return Optional.empty();
      if (isGreedy(segment)) {
        var rest = String.join("/", given.subList(i, given.size()));
        parameters.put(segment.substring(1, segment.length() - 2), rest);
        return Optional.of(new Match(route, parameters));
      }
      var value = given.get(i);
      if (isVariable(segment) && !value.isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), value);
      } else if (!segment.equals(value)) {
        return Optional.empty();
      }
    }
    return wanted.size() == given.size()
        ? Optional.of(new Match(route, parameters))
        : Optional.empty();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return isVariable(segment) && segment.endsWith("+}");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
