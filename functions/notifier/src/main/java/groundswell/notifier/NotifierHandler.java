package groundswell.notifier;

import groundswell.domain.events.Event.RewardChanged;
import groundswell.domain.events.Event.UploadChanged;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.tables.NotificationClaims;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Tells members of goals and rewards, and clients of their uploads.
final class NotifierHandler implements BatchHandler<Notification> {
  private final Notices notices;
  private final UploadReports reports;
  private final InstantSource clock;

  NotifierHandler(Notices notices, UploadReports reports, InstantSource clock) {
    this.notices = notices;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public List<Notification> decode(Message message) {
    var event = EventCodec.decode(Envelope.parse(message.body()), clock.instant());
    if (event instanceof RewardChanged rewards)
      return List.copyOf(NoticeChunk.of(message, rewards));
    if (event instanceof UploadChanged upload) return List.of(new Notification.OfUpload(upload));
    throw new PermanentFailure(
        "unexpected-event",
        "%s is neither RewardChanged nor UploadChanged".formatted(EventCodec.detailType(event)));
  }

  @Override
  public String encode(Notification notification) {
    return EventCodec.message(
        switch (notification) {
          case NoticeChunk chunk ->
              new RewardChanged(chunk.tenant(), chunk.lane(), chunk.ledgers());
          case Notification.OfUpload(var change) -> change;
        });
  }

  @Override
  public Object keyOf(Notification notification) {
    return switch (notification) {
      case NoticeChunk chunk -> chunk.id();
      case Notification.OfUpload of -> of;
    };
  }

  /// Chunks of one id are the same.
  @Override
  public Notification merge(Notification one, Notification other) {
    return one instanceof NoticeChunk chunk && chunk.again() ? one : other;
  }

  @Override
  public Consumer<Notification> open(Collection<Notification> notifications) {
    var known = notices.known(chunks(notifications));
    return notification -> tell(notification, known);
  }

  private static List<NoticeChunk> chunks(Collection<Notification> notifications) {
    return notifications.stream()
        .filter(NoticeChunk.class::isInstance)
        .map(NoticeChunk.class::cast)
        .toList();
  }

  private void tell(Notification notification, NotificationClaims.Known known) {
    switch (notification) {
      case NoticeChunk chunk -> notices.tell(chunk, known);
      case Notification.OfUpload(var change) -> reports.tell(change);
    }
  }
}
