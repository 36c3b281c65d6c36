package groundswell.local.objects;

import groundswell.local.http.LoopbackServer;
import groundswell.local.template.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// S3 on this machine: contents in files, served on 127.0.0.1 in path style. What is stored lives
/// as long as the store is open.
public final class ObjectStore implements AutoCloseable {
  private static final String CREATION = "s3:ObjectCreated:";

  private final Map<String, StoredBucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final Notifier notifier = new Notifier();
  private final Spool spool;
  private final LoopbackServer server;

  private ObjectStore(Path dataDirectory, Credentials credentials, InstantSource clock) {
    spool = Spool.in(dataDirectory);
    var receiver = new BodyReceiver(BodyReceiver.BYTES_MAX);
    var handler =
        new S3Handler(
            new SignatureCheck(credentials, clock),
            name -> Optional.ofNullable(buckets.get(name)),
            new S3Objects(spool, receiver, clock, notifier),
            new S3Multipart(spool, receiver, clock, notifier));
    server = LoopbackServer.start(0, handler);
  }

  /// @param dataDirectory where contents are kept, in a directory of their own
  /// @param credentials what requests have to be signed with
  /// @param clock tells whether a signature has expired, and when an object was written
  public static ObjectStore start(
      Path dataDirectory, Credentials credentials, InstantSource clock) {
    return new ObjectStore(dataDirectory, credentials, clock);
  }

  public URI endpoint() {
    return server.address();
  }

  /// @throws IllegalArgumentException if the bucket asks for other events than creations
  public void createBucket(Topology.Bucket bucket) {
    for (var notification : bucket.notifications()) {
      for (var event : notification.events()) {
        if (!event.startsWith(CREATION)) {
          throw new IllegalArgumentException(
              "bucket %s: notification event %s is not supported by the local cloud"
                  .formatted(bucket.name(), event));
        }
      }
    }
    buckets.put(bucket.name(), new StoredBucket(bucket, sequence));
  }

  /// From now on, the listener hears of each object that a notification asks for.
  public void onCreated(CreatedListener listener) {
    notifier.add(listener);
  }

  /// Stops serving, and removes what is stored.
  @Override
  public void close() {
    server.close();
    spool.removeAll();
  }
}
