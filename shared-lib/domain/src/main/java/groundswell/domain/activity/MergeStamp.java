package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;

/// What the last merge of an uploaded partition did to a month. If a partition is merged again
/// after a crash, its rows are counted as the first time.
///
/// @param accepted rows with a new value
/// @param unchanged rows whose value was already there
/// @param notCounting rows whose value does not count
public record MergeStamp(
    UploadId upload, int partition, int accepted, int unchanged, int notCounting) {
  public boolean isOf(UploadId otherUpload, int otherPartition) {
    return upload.equals(otherUpload) && partition == otherPartition;
  }
}
