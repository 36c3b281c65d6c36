package groundswell.platform.uploads;

import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.Uploads;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the statements of an upload had replaced, by its before-images and by those of the uploads
/// that they name, if these are taken back.
public final class EarlierStatements {
  private final Uploads uploads;
  private final BeforeImages images;

  public EarlierStatements(Uploads uploads, BeforeImages images) {
    this.uploads = uploads;
    this.images = images;
  }

  /// What the upload's own images say.
  ///
  /// @param plan how its rows were stored
  public Images own(TenantId tenant, UploadId upload, Storing plan, Collection<MonthKey> wanted) {
    var partitions = new Partitions(plan.partitions());
    return wanted.stream()
        .map(key -> partitions.of(key.member()))
        .collect(Collectors.toSet())
        .stream()
        .map(number -> images.of(tenant, upload, number, wanted::contains))
        .reduce(Images.NONE, Images::plus);
  }

  /// What stood before the upload.
  ///
  /// @param own its own images
  public Images before(TenantId tenant, UploadId upload, Images own, Collection<MonthKey> wanted) {
    return Images.before(
        upload,
        each ->
            each.equals(upload)
                ? Optional.of(own)
                : planOfTakenBack(tenant, each).map(plan -> own(tenant, each, plan, wanted)));
  }

  /// How the rows of an upload were stored that is taken back, or is being taken back; empty for
  /// every other upload.
  public Optional<Storing> planOfTakenBack(TenantId tenant, UploadId upload) {
    return uploads.find(tenant, upload).map(Upload::state).flatMap(UploadState::planTakenBack);
  }
}
