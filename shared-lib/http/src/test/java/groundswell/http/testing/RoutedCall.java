package groundswell.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call as the gateway passes it on, with the matched route and its parameters.
public record RoutedCall(
    String routeKey, Map<String, String> pathParameters, Map<String, String> query) {
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "cached", "{tenant}",
          "members", "{member}",
          "challenges", "{challenge}",
          "uploads", "{upload}",
          "mappings", "{mapping}",
          "failures", "{failure}",
          "redrives", "{redrive}",
          "rehearsals", "{rehearsal}");

  /// Segments that are part of a route.
  private static final Set<String> LITERAL = Set.of("park", "restore", "plan");

  public static RoutedCall of(String method, String pathAndQuery) {
    var parts = pathAndQuery.split("\\?", 2);
    var parameters = new HashMap<String, String>();
    var route = new StringBuilder();
    var segments = List.of(parts[0].substring(1).split("/"));
    for (int i = 0; i < segments.size(); i++) {
      var name = nameOf(segments, i);
      route.append('/').append(name == null ? segments.get(i) : name);
      if (name != null) parameters.put(name.replaceAll("[{}]", ""), decoded(segments.get(i)));
    }
    var query = parts.length > 1 ? queryOf(parts[1]) : Map.<String, String>of();
    return new RoutedCall(method + " " + route, parameters, query);
  }

  private static @Nullable String nameOf(List<String> segments, int index) {
    if (index == 2 && segments.getFirst().equals("redrives")) return "{action}";
    if (index == 2 && segments.get(1).equals("tenants")) return "{tenant}";
    if (index % 2 == 0 || LITERAL.contains(segments.get(index))) return null;
    return COLLECTIONS.get(segments.get(index - 1));
  }

  private static Map<String, String> queryOf(String text) {
    var query = new HashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      var parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? decoded(parts[1]) : "");
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
