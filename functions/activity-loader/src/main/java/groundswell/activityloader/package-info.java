/// Merges the partitions of uploads: activity into months, members into the register. A partition
/// merged twice leaves the same state, and the same counts of activity; of members the second merge
/// counts as unchanged what the first had written before it died.
@org.jspecify.annotations.NullMarked
package groundswell.activityloader;
