/// Judges what progress entitles to against the ledgers.
@org.jspecify.annotations.NullMarked
package groundswell.rewardgranter;
