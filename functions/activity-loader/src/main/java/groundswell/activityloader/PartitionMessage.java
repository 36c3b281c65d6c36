package groundswell.activityloader;

import groundswell.platform.uploads.UploadCommand.PartitionReady;

/// A partition that can be merged.
///
/// @param id of the message that says so; the same when it is delivered again
record PartitionMessage(PartitionReady partition, String id) {}
