/// Turns changed activity, members and definitions into progress. A month's changes are written
/// without a read; everything else is recomputed from consistent reads.
@org.jspecify.annotations.NullMarked
package groundswell.progresscalculator;
