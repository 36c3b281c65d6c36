/// What operations add to the batch loop of a queue function: they note failing attempts, report
/// the outcomes of redriven messages to their redrives, and rehearse.
@org.jspecify.annotations.NullMarked
package groundswell.operations.batch;
