package groundswell.activityloader;

import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What forbids to store an upload's rows. A worker looks on every attempt, and after it has read
/// the months: then either its write is refused, or the one who marks the upload or the
/// member afterwards sees what it wrote.
final class TakenBackMarks {
  private final Uploads uploads;
  private final Members members;

  TakenBackMarks(Uploads uploads, Members members) {
    this.uploads = uploads;
    this.members = members;
  }

  /// The months of those members that are not erased. If a member is erased after this look, the
  /// eraser deletes what is written here.
  <T> Map<MonthKey, T> ofRegistered(TenantId tenant, Map<MonthKey, T> months) {
    var ids = months.keySet().stream().map(MonthKey::member).collect(Collectors.toSet());
    var registered = members.findAll(tenant, ids).keySet();
    var left = new HashMap<>(months);
    left.keySet().removeIf(key -> !registered.contains(key.member()));
    return left;
  }

  boolean isTakenBack(TenantId tenant, UploadId upload) {
    return uploads
        .find(tenant, upload)
        .map(Upload::state)
        .flatMap(UploadState::planTakenBack)
        .isPresent();
  }
}
