package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;

/// What the last work on a partition did to a month.
public sealed interface Stamp permits MergeStamp, RevertStamp {
  UploadId upload();

  int partition();

  default boolean isOf(UploadId otherUpload, int otherPartition) {
    return upload().equals(otherUpload) && partition() == otherPartition;
  }
}
