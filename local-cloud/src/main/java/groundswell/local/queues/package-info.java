/// SQS: real queues of ElasticMQ over loopback HTTP, and the deliveries that other services make to
/// them.
@org.jspecify.annotations.NullMarked
package groundswell.local.queues;
