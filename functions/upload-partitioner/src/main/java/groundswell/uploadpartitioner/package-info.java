/// Splits an uploaded file: it checks every row, writes out the bad ones with reasons, and splits
/// the good ones by member into partitions for the loader. Nothing takes effect before the upload's
/// policy is decided.
@org.jspecify.annotations.NullMarked
package groundswell.uploadpartitioner;
