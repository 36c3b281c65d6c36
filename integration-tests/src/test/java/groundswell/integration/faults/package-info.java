/// Faults from a seed, and what brings a stack back after them.
@org.jspecify.annotations.NullMarked
package groundswell.integration.faults;
