/// Time and threads: everything in the local cloud that waits, retries or runs beside something
/// else does so through one [Scheduler], so that a simulation can replace it with virtual time.
@org.jspecify.annotations.NullMarked
package groundswell.local.scheduling;
