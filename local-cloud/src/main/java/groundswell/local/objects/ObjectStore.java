package groundswell.local.objects;

import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import groundswell.local.journal.Journal;
import groundswell.local.template.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// S3 on this machine: contents in files, served on 127.0.0.1 in path style. Objects live as long
/// as the store is open, or are kept for the next one.
public final class ObjectStore implements AutoCloseable {
  private static final String CREATION = "s3:ObjectCreated:";

  private final Map<String, StoredBucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final Notifier notifier;
  private final InstantSource clock;
  private final Spool spool;
  private final Keeper keeper;
  private final LoopbackServer server;

  private ObjectStore(
      Spool spool,
      Keeper keeper,
      Notifier notifier,
      Credentials credentials,
      TrustedCallers callers,
      InstantSource clock) {
    this.clock = clock;
    this.notifier = notifier;
    this.spool = spool;
    this.keeper = keeper;
    var receiver = new BodyReceiver(BodyReceiver.BYTES_MAX);
    var objects = new S3Objects(spool, receiver, clock, notifier);
    var operations =
        new S3Operations(
            buckets,
            objects,
            new S3Copy(spool, clock, notifier, buckets),
            new S3Deletion(spool, receiver, objects),
            new S3Multipart(spool, receiver, clock, notifier));
    var handler =
        new S3Handler(
            new SignatureCheck(credentials, clock),
            name -> Optional.ofNullable(buckets.get(name)),
            operations);
    server = LoopbackServer.start(0, callers, handler);
  }

  /// @param dataDirectory where contents are kept, in a directory of their own
  /// @param credentials what requests have to be signed with
  /// @param clock tells whether a signature has expired, and when an object was written
  public static ObjectStore start(
      Path dataDirectory, Credentials credentials, TrustedCallers callers, InstantSource clock) {
    var spool = Spool.in(dataDirectory);
    return new ObjectStore(
        spool, new Keeper.Nothing(), new Notifier(Journal.nothing()), credentials, callers, clock);
  }

  /// A store that restores what an earlier one kept in the same directory, and keeps its own
  /// objects.
  ///
  /// @param told the objects that notifications were sent for
  public static ObjectStore keeping(
      Path dataDirectory,
      Journal<String> told,
      Credentials credentials,
      TrustedCallers callers,
      InstantSource clock) {
    var spool = Spool.kept(dataDirectory);
    var keeper = new KeptObjects(spool.directory());
    keeper.removeTheRest();
    return new ObjectStore(spool, keeper, new Notifier(told), credentials, callers, clock);
  }

  public URI endpoint() {
    return server.address();
  }

  /// @throws IllegalArgumentException if the bucket asks for events other than creations
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
    buckets.put(bucket.name(), new StoredBucket(bucket, clock.instant(), sequence, keeper));
  }

  /// From now on, notifies the listener of each object that a notification asks for.
  public void onCreated(CreatedListener listener) {
    notifier.add(listener);
  }

  /// Notifies the listeners of objects that an earlier process stored, but may not have notified
  /// of.
  public void tellOfTheRest() {
    notifier.tellOfTheRest(buckets.values());
  }

  /// Stops serving, and removes what is stored if it is not kept.
  @Override
  public void close() {
    server.close();
    if (keeper instanceof Keeper.Nothing) spool.removeAll();
  }
}
