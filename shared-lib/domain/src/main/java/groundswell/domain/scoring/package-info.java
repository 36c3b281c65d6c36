/// Scoring: from day values to month partials, from partials to a standing. Partials form a monoid,
/// so that a standing is a fold over the months of the period.
@org.jspecify.annotations.NullMarked
package groundswell.domain.scoring;
