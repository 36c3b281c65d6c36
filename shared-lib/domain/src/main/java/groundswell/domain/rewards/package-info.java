/// Rewards: what a standing earns, kept in a ledger that is judged again at every revision.
@org.jspecify.annotations.NullMarked
package groundswell.domain.rewards;
