package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;

/// What the last merge of an uploaded partition did to a month, so that a partition that is merged
/// again, after its worker died, counts its rows as the first time.
///
/// @param accepted rows whose value was new
/// @param unchanged rows whose value was there
public record MergeStamp(UploadId upload, int partition, int accepted, int unchanged) {
  public boolean isOf(UploadId otherUpload, int otherPartition) {
    return upload.equals(otherUpload) && partition == otherPartition;
  }
}
