package groundswell.platform.streams;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.ids.UploadId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What one stream function does with the items of its table.
@FunctionalInterface
public interface StreamHandler {

  /// What a record tells about its item.
  ///
  /// @param image the item after the change
  /// @return empty if nobody has to know about this kind of item
  /// @throws RuntimeException if the image can't be understood; the record is then set aside
  Optional<Change> changeOf(Map<String, AttributeValue> image);

  /// @param moved whether this very write moved what the announcement says; asked of every record,
  ///     before the records of an item are merged
  /// @param lane how the write came in
  /// @param upload the upload that brought it, if one did
  record Change(boolean moved, Lane lane, Optional<UploadId> upload, Announcement announcement) {}

  /// Says what became of an item, in an event with one element.
  @FunctionalInterface
  interface Announcement {
    /// @param lane live if any of the merged writes that moved something was
    /// @param upload that of the last merged write that moved something
    /// @return empty if a later record will tell
    /// @throws groundswell.platform.batch.PermanentFailure if it never can be said; the record is
    ///     then set aside
    Optional<Event> in(Lane lane, Optional<UploadId> upload);
  }
}
