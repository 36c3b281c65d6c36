package groundswell.local.objects;

import groundswell.local.journal.Journal;
import groundswell.local.template.Topology.Notification;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Notifies listeners of the objects that a bucket's notifications ask for, and records that it
/// did: the process may end between storing an object and notifying. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
final class Notifier {
  private static final String ANY = "*";
  private final List<CreatedListener> listeners = new CopyOnWriteArrayList<>();
  private final Journal<String> told;

  /// @param told the keys of objects that listeners were notified of, by their sequencers
  Notifier(Journal<String> told) {
    this.told = told;
  }

  void add(CreatedListener listener) {
    listeners.add(listener);
  }

  void created(StoredBucket bucket, StoredObject object, String eventName, S3Request request) {
    created(bucket, object, eventName, request.header("X-Amzn-Trace-Id"));
  }

  /// Notifies of objects that an earlier process stored, but may not have notified of. How they
  /// were created is no longer known.
  void tellOfTheRest(Collection<StoredBucket> buckets) {
    var forgotten = new HashSet<>(told.all().keySet());
    for (var bucket : buckets) {
      for (var object : bucket.all()) {
        if (!forgotten.remove(object.sequencer()) && !object.isDeleteMarker())
          created(bucket, object, "ObjectCreated:Put", Optional.empty());
      }
    }
    forgotten.forEach(told::remove);
  }

  private void created(
      StoredBucket bucket, StoredObject object, String eventName, Optional<String> traceHeader) {
    var definition = bucket.definition();
    var content = object.content().orElseThrow();
    var created =
        new ObjectCreated(
            eventName,
            definition.name(),
            object.key(),
            content.size(),
            content.eTag(),
            definition.versioned() ? Optional.of(object.versionId()) : Optional.empty(),
            object.sequencer(),
            object.at());
    var wanting =
        definition.notifications().stream()
            .filter(notification -> wants(notification, object.key(), eventName))
            .toList();
    if (wanting.isEmpty()) return;
    wanting.forEach(
        notification ->
            listeners.forEach(
                listener -> listener.created(notification.queueArn(), created, traceHeader)));
    // nobody waits for this write: if it is lost, some objects are notified twice
    var _ = told.put(object.sequencer(), object.key());
  }

  private static boolean wants(Notification notification, String key, String eventName) {
    return notification.events().stream().anyMatch(event -> matches(event, "s3:" + eventName))
        && key.startsWith(notification.prefix().orElse(""))
        && key.endsWith(notification.suffix().orElse(""));
  }

  private static boolean matches(String pattern, String eventName) {
    return pattern.endsWith(ANY)
        ? eventName.startsWith(pattern.substring(0, pattern.length() - ANY.length()))
        : eventName.equals(pattern);
  }
}
