package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;

/// What taking back a partition did to a month. If the partition is taken back again after a crash,
/// the month is not touched again, and counts as the first time.
public record RevertStamp(UploadId upload, int partition, Reversal counts) implements Stamp {}
