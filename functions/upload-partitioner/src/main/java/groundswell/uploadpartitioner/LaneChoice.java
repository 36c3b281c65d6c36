package groundswell.uploadpartitioner;

import groundswell.domain.Lane;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;

/// Chooses the lane of an upload. A small file takes the lane of single entries, as long as its
/// tenant has few such rows in flight: many small files are as much work as a large one.
final class LaneChoice {
  static final int LIVE_ROWS_MAX = 2_000;

  private final Uploads uploads;

  LaneChoice(Uploads uploads) {
    this.uploads = uploads;
  }

  Lane of(Upload upload, long rows) {
    if (rows > LIVE_ROWS_MAX) return Lane.BULK;
    return outstandingLiveRows(upload) < LIVE_ROWS_MAX ? Lane.LIVE : Lane.BULK;
  }

  private long outstandingLiveRows(Upload upload) {
    return uploads.open(upload.tenant()).stream()
        .mapToLong(
            other ->
                other.state() instanceof Storing storing && storing.lane() == Lane.LIVE
                    ? storing.received() - storing.rejected()
                    : 0)
        .sum();
  }
}
