/// Grants and reverses rewards, so that ledgers match progress.
@org.jspecify.annotations.NullMarked
package groundswell.rewardgranter;
