/// Ranking: boards, whose rows are pairs of registers that merge by higher version.
@org.jspecify.annotations.NullMarked
package groundswell.domain.ranking;
