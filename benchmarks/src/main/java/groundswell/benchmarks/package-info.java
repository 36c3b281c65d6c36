/// Bursts through the whole system on this machine, and what they cost.
@org.jspecify.annotations.NullMarked
package groundswell.benchmarks;
