/// The expected results, computed from the input rows with plain lists and loops. This code shares
/// only the ids with the product. It is slow and obvious on purpose.
@org.jspecify.annotations.NullMarked
package groundswell.workload.oracle;
