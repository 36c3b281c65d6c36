/// Rewards: what a standing entitles to, kept in a ledger that is judged again at every revision.
@org.jspecify.annotations.NullMarked
package groundswell.domain.rewards;
