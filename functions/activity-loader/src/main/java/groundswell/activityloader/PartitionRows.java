package groundswell.activityloader;

import groundswell.domain.Lane;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.TenantId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.platform.uploads.UploadObjects;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// The rows of one partition, and where they come from.
record PartitionRows(UploadObjects objects, Upload upload, Storing storing, int partition) {
  TenantId tenant() {
    return upload.tenant();
  }

  Lane lane() {
    return storing.lane();
  }

  PartitionRef origin() {
    return new PartitionRef(upload.id(), partition);
  }

  /// Reads the rows in the order of the file.
  <E extends UploadEntry> void forEach(PartitionCodec<E> codec, Consumer<E> action) {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(
                objects.openPartition(tenant(), upload.id(), storing.run(), partition)))) {
      codec.forEach(in, (_, entry) -> action.accept(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
