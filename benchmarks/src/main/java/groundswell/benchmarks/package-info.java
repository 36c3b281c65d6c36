/// Bursts through the whole system on this machine, and what they take.
@org.jspecify.annotations.NullMarked
package groundswell.benchmarks;
