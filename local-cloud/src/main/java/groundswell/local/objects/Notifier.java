package groundswell.local.objects;

import groundswell.local.template.Topology.Notification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells listeners of the objects that a bucket's notifications ask for. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
final class Notifier {
  private static final String ANY = "*";
  private final List<CreatedListener> listeners = new CopyOnWriteArrayList<>();

  void add(CreatedListener listener) {
    listeners.add(listener);
  }

  void created(StoredBucket bucket, StoredObject object, String eventName, S3Request request) {
    var definition = bucket.definition();
    var content = object.content().orElseThrow();
    var created =
        new ObjectCreated(
            eventName,
            definition.name(),
            object.key(),
            content.size(),
            content.eTag(),
            definition.versioned()
                ? java.util.Optional.of(object.versionId())
                : java.util.Optional.empty(),
            object.sequencer(),
            object.at());
    var traceHeader = request.header("X-Amzn-Trace-Id");
    definition.notifications().stream()
        .filter(notification -> wants(notification, object.key(), eventName))
        .forEach(
            notification ->
                listeners.forEach(
                    listener -> listener.created(notification.queueArn(), created, traceHeader)));
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
