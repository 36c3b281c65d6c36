/// What operations do around the batch loop of a queue function: note attempts that fail, tell
/// redrives what became of their messages, and rehearse.
@org.jspecify.annotations.NullMarked
package groundswell.operations.batch;
