/// Queues: sending messages, and their attributes. What functions receive is in `lambda` and
/// `batch`.
@org.jspecify.annotations.NullMarked
package groundswell.platform.queues;
