package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// The console's built files, served as the template's CloudFront distribution serves them: the
/// addresses of views are one page, all else is a file, and what neither has is left to the API.
/// Files are compressed if the browser takes that.
public final class ConsoleSite {
  /// The addresses of views, as in the template's CloudFront function.
  public static final Pattern VIEWS = Pattern.compile("^/((admin|me|ops)(/.*)?|signed-in)?$");

  /// Where the issuer sends a browser after sign-in.
  public static final String SIGNED_IN = "/signed-in";

  static final String SETTINGS = "/console.json";
  static final String NOT_BUILT = "The console is not built. Build it with: make console\n";

  /// In `Accept-Encoding`, unless its weight is 0, which refuses it (RFC 9110, 12.5.3).
  private static final Pattern GZIP =
      Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

  private static final String PAGE = "index.html";

  /// Names below it have a hash of the content, so what a name stands for never changes.
  private static final String HASHED = "/assets/";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";

  /// The smallest file that is compressed, as at CloudFront (developer guide, "Serve compressed
  /// files").
  private static final int COMPRESSED_BYTES_MIN = 1_000;

  /// Types that have their own compression.
  private static final Set<String> PACKED = Set.of("image/png", "font/woff2");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /// By the ending of the file's name.
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json",
          "txt", "text/plain; charset=utf-8");

  private final Path directory;
  private final Map<String, String> headers;
  private final String settingsJson;
  private final URI address;

  /// @param directory the built files; it need not exist yet
  /// @param headers of each answer
  /// @param settingsJson what the console reads first: its issuer, its client id, the API's address
  /// @param address the console's only origin
  public ConsoleSite(
      Path directory, Map<String, String> headers, String settingsJson, URI address) {
    this.directory = directory;
    this.headers = headers;
    this.settingsJson = settingsJson;
    this.address = address;
  }

  public URI address() {
    return address;
  }

  public boolean isBuilt() {
    return Files.isRegularFile(directory.resolve(PAGE));
  }

  /// The answer to a request for which the API has no route; empty if there is no such page or
  /// file.
  Optional<ApiResponse> answer(HttpExchange exchange) throws IOException {
    if (!READING.contains(exchange.getRequestMethod())) return Optional.empty();
    var path = exchange.getRequestURI().getPath();
    if (path.equals(SETTINGS)) return Optional.of(text(200, type(SETTINGS), settingsJson));
    var gzip = takesGzip(exchange);
    if (!VIEWS.matcher(path).matches()) return asset(path, gzip);
    return Optional.of(isElsewhere(exchange) ? moved(exchange) : page(gzip));
  }

  private static boolean takesGzip(HttpExchange exchange) {
    var taken = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return taken != null && GZIP.matcher(taken).find();
  }

  /// Whether the address has another name of this machine. Sign-in returns to one origin alone.
  private boolean isElsewhere(HttpExchange exchange) {
    return !address.getAuthority().equals(exchange.getRequestHeaders().getFirst("Host"));
  }

  private ApiResponse moved(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var to = address + uri.getRawPath() + query;
    return new ApiResponse(302, Map.of("location", to), List.of(), "", false);
  }

  private ApiResponse page(boolean gzip) throws IOException {
    return isBuilt()
        ? file(directory.resolve(PAGE), ASK_EACH_TIME, gzip)
        : text(404, type("txt"), NOT_BUILT);
  }

  private Optional<ApiResponse> asset(String path, boolean gzip) throws IOException {
    if (!Files.isDirectory(directory)) return Optional.empty();
    Path file;
    try {
      file = directory.resolve(path.substring(1));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) return Optional.empty();
    // follows links and `..`, which may lead out of the directory
    if (!file.toRealPath().startsWith(directory.toRealPath())) return Optional.empty();
    var age = path.startsWith(HASHED) ? FOR_EVER : ASK_EACH_TIME;
    return Optional.of(file(file, age, gzip));
  }

  /// @param name of a file, or only its ending
  private static String type(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  private ApiResponse file(Path file, String age, boolean gzip) throws IOException {
    var content = Files.readAllBytes(file);
    var type = type(file.toString());
    var all = all(type, age);
    all.put("vary", "accept-encoding");
    if (gzip && content.length >= COMPRESSED_BYTES_MIN && !PACKED.contains(type)) {
      all.put("content-encoding", "gzip");
      content = gzipped(content);
    }
    var body = Base64.getEncoder().encodeToString(content);
    return new ApiResponse(200, all, List.of(), body, true);
  }

  private static byte[] gzipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private ApiResponse text(int status, String type, String content) {
    return new ApiResponse(status, all(type, ASK_EACH_TIME), List.of(), content, false);
  }

  private Map<String, String> all(String type, String age) {
    var all = new LinkedHashMap<>(headers);
    all.put("content-type", type);
    all.put("cache-control", age);
    return all;
  }
}
