/// Faults: random ones from a seed, and those that a test starts and ends.
@org.jspecify.annotations.NullMarked
package groundswell.integration.faults;
