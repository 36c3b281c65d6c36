/// Tests of the generator and of the oracle.
@org.jspecify.annotations.NullMarked
package groundswell.workload;
