/// Merges the partitions of uploads: activity into months, members into the register. Merging is
/// idempotent: a partition merged twice leaves the same state, and the same counts of activity. Of
/// members, a retry counts as unchanged what the attempt before had written when it crashed.
@org.jspecify.annotations.NullMarked
package groundswell.activityloader;
