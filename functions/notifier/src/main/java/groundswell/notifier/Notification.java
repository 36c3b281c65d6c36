package groundswell.notifier;

import groundswell.domain.events.Event.UploadChanged;

/// What somebody is to be told.
sealed interface Notification permits NoticeChunk, Notification.OfUpload {
  /// The client of an upload is told that it ended, or asks a question.
  record OfUpload(UploadChanged change) implements Notification {}
}
