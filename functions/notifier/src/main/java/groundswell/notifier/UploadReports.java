package groundswell.notifier;

import groundswell.domain.Optimistic;
import groundswell.domain.events.Event.UploadChanged;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.topics.UploadTopic;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadReport;
import java.util.Optional;

/// Tells the client of an upload how it ended: puts its report into the outbox, then publishes the
/// end. Both tell the upload as it stands now, which may be later than the event.
final class UploadReports {
  private final Uploads uploads;
  private final UploadObjects objects;
  private final UploadTopic topic;

  UploadReports(Uploads uploads, UploadObjects objects, UploadTopic topic) {
    this.uploads = uploads;
    this.objects = objects;
    this.topic = topic;
  }

  void tell(UploadChanged change) {
    Optimistic.whileLeft("the report of upload " + change.upload(), find(change), this::tell);
  }

  /// Looks again after the report is put: a slower worker must not leave an older report behind.
  ///
  /// @return the upload as it stands then, if it changed meanwhile
  private Optional<Upload> tell(Upload upload) {
    var remarks = uploads.remarks(upload.tenant(), upload.id());
    objects.putReport(upload.tenant(), upload.id(), new UploadReport(upload).whole(remarks));
    var now = uploads.find(upload.tenant(), upload.id());
    var later = now.filter(it -> it.version() != upload.version()).filter(Upload::isReported);
    if (later.isEmpty()) topic.publish(upload);
    return later;
  }

  /// An upload that goes on after its question was answered has nothing to tell yet.
  private Optional<Upload> find(UploadChanged change) {
    return uploads.find(change.tenant(), change.upload()).filter(Upload::isReported);
  }
}
