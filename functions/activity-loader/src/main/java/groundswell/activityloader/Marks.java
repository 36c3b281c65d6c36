package groundswell.activityloader;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;
import java.util.Optional;

/// What forbids to store an upload's rows. A worker looks on every attempt, and after it has read
/// the months: then either its write is refused, or whoever marks the upload afterwards sees what
/// it wrote.
final class Marks {
  private final Uploads uploads;

  Marks(Uploads uploads) {
    this.uploads = uploads;
  }

  boolean isTakenBack(TenantId tenant, UploadId upload) {
    return planOfTakenBack(tenant, upload).isPresent();
  }

  /// Where the rows are of an upload that is taken back, or is being taken back. Empty if it is
  /// not.
  Optional<Storing> planOfTakenBack(TenantId tenant, UploadId upload) {
    return uploads.find(tenant, upload).map(it -> it.state()).flatMap(UploadState::planTakenBack);
  }
}
