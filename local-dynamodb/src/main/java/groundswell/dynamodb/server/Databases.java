package groundswell.dynamodb.server;

import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.http.Caller;
import groundswell.dynamodb.http.Clients;
import groundswell.dynamodb.options.Options;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The tables that each caller sees: those of its access key and region, or the same for all
/// callers.
final class Databases implements Function<Caller, Clients>, AutoCloseable {
  /// Each has a cache and a file of its own: too much for one per request.
  static final int DATABASES_MAX = 100;

  private static final Caller EVERYBODY = new Caller("shared", "local");

  private final Map<Caller, Open> open = new ConcurrentHashMap<>();
  private final Function<Optional<Path>, Options> options;
  private final Optional<Path> folder;
  private final boolean shared;

  private record Open(LocalDynamoDb engine, Clients clients) {}

  /// @param options of a database, from the file that stores its tables
  /// @param folder where the files are; empty keeps everything in memory
  /// @param shared whether all callers see the same tables
  Databases(Function<Optional<Path>, Options> options, Optional<Path> folder, boolean shared) {
    this.options = options;
    this.folder = folder;
    this.shared = shared;
  }

  @Override
  public Clients apply(Caller caller) {
    var owner = shared ? EVERYBODY : caller;
    var known = open.get(owner);
    return (known != null ? known : open(owner)).clients();
  }

  private synchronized Open open(Caller owner) {
    var known = open.get(owner);
    if (known != null) return known;
    if (open.size() >= DATABASES_MAX) {
      throw Errors.limitExceeded(
          "There are %d databases, one for each access key and region, and no more are opened: use one of their access keys, or start the server with --shared"
              .formatted(DATABASES_MAX));
    }
    var engine =
        LocalDynamoDb.start(options.apply(folder.map(path -> path.resolve(fileName(owner)))));
    var opened = new Open(engine, new Clients(engine.client(), engine.streamsClient()));
    open.put(owner, opened);
    return opened;
  }

  /// A safe file name that identifies the owner, whatever its key contains.
  private static String fileName(Caller owner) {
    return "%s_%s.tables".formatted(encoded(owner.accessKey()), encoded(owner.region()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace(".", "%2E");
  }

  @Override
  public void close() {
    open.values().forEach(database -> database.engine().close());
  }
}
