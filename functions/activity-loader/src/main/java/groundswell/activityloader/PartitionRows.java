package groundswell.activityloader;

import groundswell.domain.Lane;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.platform.uploads.BeforeImages;
import groundswell.platform.uploads.UploadObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The rows of one partition, and where they come from.
///
/// @param storing how the upload is stored, or was
record PartitionRows(UploadObjects objects, Upload upload, Storing storing, int partition) {
  TenantId tenant() {
    return upload.tenant();
  }

  Lane lane() {
    return storing.lane();
  }

  UploadId id() {
    return upload.id();
  }

  PartitionRef origin() {
    return new PartitionRef(Origin.of(upload.id(), storing.acceptedAt()), partition);
  }

  /// The rows of a file of activity, by month.
  ActivityRows activity() {
    var rows = new ActivityRows();
    forEach(new PartitionCodec.OfActivity(), rows::add);
    return rows;
  }

  /// The members who leave by it.
  List<MemberId> leavers() {
    try (var in = objects.openLeavers(tenant(), upload.id(), storing.run(), partition)) {
      var ids = new ArrayList<MemberId>();
      new PartitionCodec.OfIds().readAll(in, ids::add);
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps what its statements replace.
  void keep(BeforeImages images, Images replaced) {
    images.put(tenant(), id(), partition, replaced);
  }

  /// Takes a row, with its line in the file.
  @FunctionalInterface
  interface Action<E> {
    void take(long line, E row) throws IOException;
  }

  /// Reads the rows in the order of the file.
  <E extends UploadEntry> void forEach(PartitionCodec<E> codec, Action<E> action) {
    try (var in = objects.openPartition(tenant(), upload.id(), storing.run(), partition)) {
      codec.forEach(in, (_, line, entry) -> action.take(line, entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
