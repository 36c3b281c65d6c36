/// The one batch loop that serves all queue functions: it decodes, merges, isolates the failure of
/// each entry, and says which messages SQS has to deliver again.
@org.jspecify.annotations.NullMarked
package groundswell.platform.batch;
