/// Event source mappings: Lambda's pollers of queues and streams, with their batches, filters,
/// concurrency and error handling.
@org.jspecify.annotations.NullMarked
package groundswell.local.polling;
