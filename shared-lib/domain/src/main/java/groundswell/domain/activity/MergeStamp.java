package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;

/// What the last merge of an uploaded partition did to a month. If a partition is merged again
/// after a crash, its rows have the fates of the first time.
public record MergeStamp(UploadId upload, int partition, Fates fates) implements Stamp {}
