/// Challenges: what counts, when, towards which goal, and what reaching it brings.
@org.jspecify.annotations.NullMarked
package groundswell.domain.challenges;
