/// Makes progress of changed activity, members and definitions. What changed in a month is written
/// without a read; everything else is recomputed from consistent reads.
@org.jspecify.annotations.NullMarked
package groundswell.progresscalculator;
