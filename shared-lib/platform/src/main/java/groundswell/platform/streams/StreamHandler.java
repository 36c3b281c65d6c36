package groundswell.platform.streams;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.ids.UploadId;
import groundswell.platform.tables.Item;
import java.util.Optional;

/// How one stream function handles the items of its table.
@FunctionalInterface
public interface StreamHandler {

  /// The change of an item in a record.
  ///
  /// @param image the item after the change
  /// @return empty if this kind of item is not published
  /// @throws RuntimeException if the image can't be decoded; the record is then set aside
  Optional<Change> changeOf(Item image);

  /// @param moved whether this very write moved what the announcement contains; evaluated for every
  ///     record, before the records of an item are merged
  /// @param lane how the write came in
  /// @param upload the upload that brought it, if any
  record Change(boolean moved, Lane lane, Optional<UploadId> upload, Announcement announcement) {}

  /// Creates the event about an item, with one element.
  @FunctionalInterface
  interface Announcement {
    /// @param lane live if any of the merged writes that moved something was live
    /// @param upload of the last merged write that moved something
    /// @return empty if a later record will announce it
    /// @throws groundswell.platform.PermanentFailure if it can never be published; the record is
    ///     then set aside
    Optional<Event> in(Lane lane, Optional<UploadId> upload);
  }
}
