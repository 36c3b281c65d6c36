package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides which programs on this machine may call the local cloud's servers: all except web pages
/// of other origins. Otherwise a page in a browser could read and change everything here, directly
/// or under a host name that its owner points to 127.0.0.1.
///
/// - A request must name one of the local cloud's own addresses as its host, which defeats such
///   names: <https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Host>.
/// - A request that a browser sends for a page (`Origin`, `Sec-Fetch-Site`) must be for a page of
///   the local cloud itself or of an origin that the template's CORS rules name, or visit a page:
///   <https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site>.
public final class TrustedCallers {
  private static final int FORBIDDEN = 403;
  private static final int MISDIRECTED = 421;
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> SITES_OF_NO_PAGE = Set.of("none", "same-origin");

  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final Set<String> origins = ConcurrentHashMap.newKeySet();

  record Refusal(int status, String message) {}

  void addPort(int port) {
    ports.add(port);
  }

  /// Lets pages of these origins call, too; one `*` in each stands for anything.
  public void addOrigins(Collection<String> patterns) {
    origins.addAll(patterns);
  }

  Optional<Refusal> refusal(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    var port = exchange.getLocalAddress().getPort();
    var host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    var target = exchange.getRequestURI().getRawAuthority();
    if (!isOwn(host, port) || (target != null && !isOwn(target, port))) {
      return Optional.of(
          new Refusal(
              MISDIRECTED,
              "This is a local cloud. Call it as http://127.0.0.1:%d.\n".formatted(port)));
    }
    var origin = headers.getFirst("Origin");
    if (origin != null) {
      return isTrusted(origin) ? Optional.empty() : Optional.of(foreignPage(origin));
    }
    var site = headers.getFirst("Sec-Fetch-Site");
    return site == null || SITES_OF_NO_PAGE.contains(site)
        ? Optional.empty()
        : Optional.of(foreignPage("another site"));
  }

  /// A server with pages lets other sites lead a browser to them: by a link, or back from sign-in.
  /// The other site sees nothing of the page, and none of its frames may hold it. See
  /// <https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Mode>.
  Optional<Refusal> refusalByAServerWithPages(HttpExchange exchange) {
    return refusal(exchange)
        .filter(refused -> refused.status() == MISDIRECTED || !isVisit(exchange));
  }

  private static boolean isVisit(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return exchange.getRequestMethod().equals("GET")
        && !headers.containsKey("Origin")
        && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
        && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
  }

  private static boolean isOwn(String authority, int port) {
    return HOSTS.stream().anyMatch(host -> authority.equalsIgnoreCase(host + ":" + port));
  }

  private boolean isTrusted(String origin) {
    return isOwnPage(origin) || origins.stream().anyMatch(pattern -> matches(pattern, origin));
  }

  private boolean isOwnPage(String origin) {
    try {
      var page = URI.create(origin);
      return "http".equals(page.getScheme())
          && HOSTS.contains(String.valueOf(page.getHost()))
          && ports.contains(page.getPort());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether a text fits a pattern with at most one `*`, as CORS rules have them.
  public static boolean matches(String pattern, String text) {
    var star = pattern.indexOf('*');
    if (star < 0) return pattern.equals(text);
    var end = pattern.substring(star + 1);
    return text.length() >= star + end.length()
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(end);
  }

  private static Refusal foreignPage(String origin) {
    return new Refusal(
        FORBIDDEN,
        "Web pages of %s may not call this local cloud; the CORS rules in the template name"
                .formatted(origin)
            + " those that may.\n");
  }
}
