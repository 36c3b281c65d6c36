/// Challenges: what counts, when, towards which goal, and for which rewards.
@org.jspecify.annotations.NullMarked
package groundswell.domain.challenges;
