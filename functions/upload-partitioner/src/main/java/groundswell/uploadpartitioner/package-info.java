/// Takes an uploaded file apart: every row is checked, bad ones are written out with reasons, good
/// ones are split by member into partitions for the loader. Nothing has an effect before the
/// upload's policy is decided.
@org.jspecify.annotations.NullMarked
package groundswell.uploadpartitioner;
