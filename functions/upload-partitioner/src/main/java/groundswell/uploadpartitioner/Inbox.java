package groundswell.uploadpartitioner;

import groundswell.domain.VersionConflict;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.tenants.TenantRemovals;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.uploads.OpenUploads;
import groundswell.platform.uploads.UploadCommand.FileDropped;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.uploads.UploadSteps;
import java.util.Optional;

/// Makes uploads of the files that clients drop into their folders. An upload's id follows from the
/// object and its version, so that an event that comes twice finds the upload which it made before.
final class Inbox {
  private final Uploads uploads;
  private final UploadObjects objects;
  private final TenantSettings settings;
  private final OpenUploads open;
  private final UploadSteps steps;
  private final TenantRemovals removals;

  Inbox(
      Uploads uploads,
      UploadObjects objects,
      TenantSettings settings,
      OpenUploads open,
      UploadSteps steps,
      TenantRemovals removals) {
    this.uploads = uploads;
    this.objects = objects;
    this.settings = settings;
    this.open = open;
    this.steps = steps;
    this.removals = removals;
  }

  /// @return what to do next; empty if the file waits, because its tenant has as many uploads under
  ///     way as it may have, or if the tenant is removed
  Optional<UploadReady> take(FileDropped dropped) {
    var file = dropped.file();
    if (removals.isRemoved(file.tenant())) return Optional.empty();
    var arrived = objects.arrived(file.key(), dropped.objectVersion());
    var rules = settings.find(file.tenant()).settings();
    var upload =
        file.upload(dropped.objectVersion(), arrived.at(), arrived.bytes(), rules.inboxPolicy());
    if (uploads.find(upload.tenant(), upload.id()).isEmpty()) {
      if (open.of(upload.tenant(), rules.limits()).isFull()) {
        steps.wakeLater(dropped, FileSlots.PAUSE);
        return Optional.empty();
      }
      create(upload);
    }
    return Optional.of(new UploadReady(upload.tenant(), upload.id(), dropped.objectVersion()));
  }

  private void create(Upload upload) {
    try {
      uploads.create(upload);
    } catch (VersionConflict _) {
      // another worker has the same event, and made the same upload
    }
  }
}
