/// Groundswell's domain: pure values and decisions. It has no AWS, JSON, clock, randomness or
/// logger; the functions carry its decisions out.
@org.jspecify.annotations.NullMarked
package groundswell.domain;
