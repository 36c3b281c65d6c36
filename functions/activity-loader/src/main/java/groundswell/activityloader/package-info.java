/// Merges the partitions of uploads: activity into months, members into the register. A partition
/// merged twice leaves the same state and the same counts.
@org.jspecify.annotations.NullMarked
package groundswell.activityloader;
