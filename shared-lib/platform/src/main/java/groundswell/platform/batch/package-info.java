/// The one batch loop of all queue functions: it decodes, merges, isolates the failure of each
/// entry, and reports which messages SQS must redeliver.
@org.jspecify.annotations.NullMarked
package groundswell.platform.batch;
