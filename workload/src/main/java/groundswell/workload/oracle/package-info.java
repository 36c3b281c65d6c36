/// What has to come out: plain lists and loops over the input rows, independent of the product's
/// code but for ids. Slow and obvious on purpose.
@org.jspecify.annotations.NullMarked
package groundswell.workload.oracle;
